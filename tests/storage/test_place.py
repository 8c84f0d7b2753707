"""Libraries in synchronised and network folders are told from those on a local disk."""

from pathlib import Path

import pytest

from desktop_app.storage.place import warning_of

MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0",
    "server:/papers /srv/our\\040papers nfs4 rw 0 0",
    "/dev/sdb1 /srv/our\\040papers/local ext4 rw 0 0",
)


class DescribeThePlaceOfALibrary:
    @pytest.mark.parametrize("name", ["OneDrive - Borough Council", "Dropbox", "Google Drive", "Nextcloud"])
    def it_warns_of_a_synchronised_folder_by_its_name(self, name: str) -> None:
        assert name in warning_of(Path("/home/bee") / name / "library", MOUNTS)

    def it_warns_of_a_network_folder(self) -> None:
        assert "network folder" in warning_of(Path("/srv/our papers/library"), MOUNTS)

    def it_warns_of_a_share_named_by_its_server(self) -> None:
        assert "network folder" in warning_of(Path("//server/share/library"), ())

    @pytest.mark.parametrize(("kind", "warned"), [(4, True), (3, False), (0, False)])
    def it_warns_of_a_drive_letter_that_stands_for_a_share(self, kind: int, warned: bool) -> None:
        asked: list[str] = []

        def drive_kind(root: str) -> int:
            asked.append(root)
            return kind

        told = warning_of(Path("H:\\papers\\library"), (), drive_kind)
        assert asked == ["H:\\"]
        assert ("network folder" in told) is warned

    @pytest.mark.parametrize(
        "folder", ["/home/bee/library", "/srv/our papers/local/library", "/srv/our papers2"]
    )
    def it_says_nothing_of_a_local_disk(self, folder: str) -> None:
        assert not warning_of(Path(folder), MOUNTS)
