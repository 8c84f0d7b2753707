"""Packs the data folders of the repository inside the package; everything else is in pyproject.toml."""

from setuptools import find_packages, setup

#: Where a data folder stands once installed, and where it stands here; `desktop_app/paths.py` finds both.
DATA = {"desktop_app._data.forms": "forms", "desktop_app._data.resources": "resources"}

setup(
    packages=[*find_packages(include=["desktop_app", "desktop_app.*"]), *DATA],
    package_dir=DATA,
    package_data={package: ["**/*"] for package in DATA},
)
