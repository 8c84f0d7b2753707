"""What holds for every form that is shipped, whosever it is."""

import ast
import re
import tomllib

import pytest

from desktop_app.domain.fields import RecommendationField, RichTextField, SignatureField, Stage
from desktop_app.domain.form import Form, Section, Template
from desktop_app.storage.forms import Catalogue, load_catalogue

from .conftest import FORMS, ROOT
from .fixed_words import fixed

CATALOGUE = load_catalogue(FORMS)
TEMPLATES = list(CATALOGUE.templates.values())
FORM_LIST = {str(form.ref): form for template in TEMPLATES for form in template.forms}
SECTIONS = {f"{ref} {s.key}": (form, s) for ref, form in FORM_LIST.items() for s in form.sections}


class DescribeTheCatalogue:
    def it_has_the_kinds_of_paper_that_are_promised(self, catalogue: Catalogue) -> None:
        assert set(catalogue.templates) == {
            "mopac/decision-2019",
            "mopac/decision-2021",
            "northmoor/committee-report-2025",
        }

    def it_is_the_same_value_on_every_load(self, catalogue: Catalogue) -> None:
        assert load_catalogue(FORMS) == catalogue

    def it_uses_every_form_file(self) -> None:
        files = {path.stem for path in FORMS.glob("*/*.toml") if path.parent.name != "shared"} - {"pack"}
        assert len(files) == len(FORM_LIST)


@pytest.mark.parametrize(("form", "section"), SECTIONS.values(), ids=SECTIONS)
class DescribeEverySection:
    def it_says_in_a_few_lines_what_goes_here(self, form: Form, section: Section) -> None:
        assert form.document == section.key.partition(".")[0]
        assert section.label
        assert 0 < len(section.guidance.split("\n")) <= 4
        assert len(section.guidance) > 20

    def it_shows_an_example_where_text_is_written(self, form: Form, section: Section) -> None:
        writes = any(
            isinstance(item, RichTextField | RecommendationField) and item.required is Stage.SIGNING
            for item in section.fields
        )
        if writes:
            assert section.example
            assert section.looked_for

    def it_has_headings_found_in_other_papers(self, form: Form, section: Section) -> None:
        assert section.aliases
        assert len(set(section.aliases)) == len(section.aliases)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
class DescribeEveryTemplate:
    def it_has_one_restricted_document_that_is_asked_for_by_a_public_one(self, template: Template) -> None:
        (restricted,) = [form for form in template.forms if form.restricted]
        assert restricted.when is not None
        assert not template.is_restricted(restricted.when.key)

    def it_names_every_document_by_title_and_reference(self, template: Template) -> None:
        for form in template.forms:
            assert template.field(form.title_key)
            assert template.field(form.reference_key)
            assert form.marking

    def it_decides_by_one_signature(self, template: Template) -> None:
        assert [s.decides for s in template.fields if isinstance(s, SignatureField)].count(True) == 1

    def it_marks_its_placeholders_but_never_its_own_words(self, template: Template) -> None:
        words = [
            line
            for form in template.forms
            for line in fixed(form, "PCD 602", "PCD 963", "assumed", "example")
        ]
        examples = [section.example for form in template.forms for section in form.sections]
        for pattern in template.pack.placeholders:
            assert [line for line in words + examples if re.search(pattern, line)] == []

    def it_finds_the_gaps_of_its_clauses(self, template: Template) -> None:
        gap = "[insert sum]"
        assert any(re.search(pattern, gap) for pattern in template.pack.placeholders)

    def it_says_where_each_form_comes_from(self, template: Template) -> None:
        for form in template.forms:
            assert form.source
            assert all(item.source for item in form.fields)


def program_words(source: str) -> str:
    """All texts of a module but its docstrings, in lower case."""
    nodes = list(ast.walk(ast.parse(source)))
    docs = {ast.get_docstring(node, clean=False) for node in nodes if isinstance(node, _DOCUMENTED)}
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    return " ".join(text for text in texts if isinstance(text, str) and text not in docs).lower()


class DescribeFormsAsData:
    def it_needs_no_word_of_any_authority_in_the_program(self) -> None:
        names = {path.parent.name for path in FORMS.glob("*/pack.toml")}
        for path in (ROOT / "desktop_app").rglob("*.py"):
            code = program_words(path.read_text(encoding="utf-8"))
            assert not [name for name in names if re.search(rf"\b{name}\b", code)], path.name

    def it_states_national_law_once(self) -> None:
        for path in FORMS.glob("*/*.toml"):
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            assert path.parent.name == "shared" or not data.keys() & {"regime", "markings"}


_DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
