"""A mistake in the data is told in one message, with its file and line, and nothing is built."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT, edit

PAGE = "docs/concepts/call-centre.md"
# For each mistake: the file, what stands there and what a slip makes of it, and what is said.
MISTAKES = {
    "no TOML": ("facts.toml", 'question = "What work is done?"', 'question = "What', "Illegal"),
    "fact without question": ("facts.toml", 'question = "What work is done?"\n', "",
                              "'question' is missing"),
    "misspelt fact": ("facts.toml", "\n[gets]\n", "\n[gest]\n", "Nearest: 'gets'"),
    "contradiction": ("facts.toml", 'direction = ["inbound", "outbound", "both"]',
                      'direction = ["inbund"]', "Nearest: 'inbound'"),
    "rule's value": ("rules.toml", 'channels = ["none", "in person"]',
                     'channels = ["none", "in persn"]', "Nearest: 'in person'"),
    "rule's page": ("rules.toml", 'page = "concepts/bpo"\n[R2', 'page = "concepts/bop"\n[R2',
                    "Nearest: 'concepts/bpo'"),
    "rule's source": ("rules.toml", '"iso-18295-1"]', '"iso-18295"]', "Nearest: 'iso-18295-"),
    "rule's key": ("rules.toml", "[R1]\ntext", "[R1]\ntxt", "Nearest: 'text'"),
    "term's value": ("vocabulary.toml", 'facts = { work = "payroll" }',
                     'facts = { work = "payrol" }', "Nearest: 'payroll'"),
    "term's fact": ("vocabulary.toml", 'facts = { work = "payroll" }',
                    'facts = { wrk = "payroll" }', "Nearest: 'work'"),
    "term's concept": ("vocabulary.toml", '"call_centre.call_centre"', '"call_centre.cal_centre"',
                       "Nearest: 'call_centre'"),
    "term's module": ("vocabulary.toml", '"call_centre.call_centre"', '"cal_centre.call_centre"',
                      "No module named 'snippets.cal_centre'"),
    "term without meaning": ("vocabulary.toml", 'facts = { work = "payroll" }\n', "",
                             "'concept' is missing"),
    "term without words": ("vocabulary.toml", 'en = { mass = "payroll" }\n', "",
                           "'en' is missing"),
    "term's kind of word": ("vocabulary.toml", 'en = { mass = "payroll" }',
                            'en = { mas = "payroll" }', "Nearest: 'mass'"),
    "term without plural": ("vocabulary.toml", '["chat desk", "chat desks"]', '"chat desk"',
                            "not a list: put it"),
    "term with one form": ("vocabulary.toml", '["chat desk", "chat desks"]', '["chat desk"]',
                           "not a list of 2"),
    "term's words taken": ("vocabulary.toml", 'en = { mass = "payroll" }',
                           'en = { mass = "BPO" }', "'BPO' is what 'BPO operation' is called"),
    "term's number": ("vocabulary.toml", 'noun = ["call centre by UK SIC 2007"',
                      'noun = ["call centre by UK SIC 2008"', "has not the numbers of"),
    "form's gap": ("../classified/forms.toml", '"only {mass} {is}"', '"only {mas} {is}"',
                   "Nearest: 'mass'"),
    "name of no case": ("vocabulary.toml", '[names."MBSP', '[names."MBPS', "Nearest: 'MBSP"),
    "case's value": ("cases.toml", 'channels = "voice" },\n]\n\n[[case]]\nname = "GECIS in',
                     'channels = "voise" },\n]\n\n[[case]]\nname = "GECIS in', "Nearest: 'voice'"),
    "case's source": ("cases.toml", '"domainb-gecis-2004"]', '"domain-gecis-2004"]',
                      "Nearest: 'domainb-gecis-2004'"),
    "case without year": ("cases.toml", '"GECIS"\nyear = 2003\n', '"GECIS"\n',
                          "'year' is missing"),
    "case's year": ("cases.toml",
                    '"GECIS"\nyear = 2003', '"GECIS"\nyear = "soon"', "not a number"),
    "case's verdict": ("cases.toml", 'call_centre = "always"\nbpo = "never"\nlines = [\n    { work'
                       ' = "finance', 'call_centre = "yes"\nbpo = "never"\nlines = [\n    { work ='
                       ' "finance', "'yes' is not one of 'always', 'never', 'depends'"),
    "two cases of one name": ("cases.toml", 'name = "GECIS"', 'name = "Genpact"', "is not new"),
    "argued value": ("argued.toml", 'by_whom = "a machine"\n\n["An agency lends',
                     'by_whom = 3\n\n["An agency lends', "3 is not a text"),
    "row's number": ("source_article.csv", "\n2,Both", "\ntwo,Both", "not a number"),
    "row's verdict": ("source_article.csv", "similar concepts.,holds in part",
                      "similar concepts.,hold in part", "Nearest: 'holds in part'"),
    "row's conflict": ("source_article.csv", "differences/at-a-glance,33",
                       "differences/at-a-glance,333", "Nearest: '33'"),
    "row's comma": ("source_article.csv", "are very similar", "are very, similar",
                    "Quote commas"),
    "column": ("described_entries.csv", "scheme,code", "scheme,cod", "Nearest: 'code'"),
    "scheme": ("described_entries.csv", 'NAICS 2022,561421,"Local', 'NAICS 2021,561421,"Local',
               "Nearest: 'NAICS 2022'"),
    "repeated source": ("../docs/references.bib", "@techreport{isic-rev4,",
                        "@misc{isic-rev4, title={T}}\n\n@techreport{isic-rev4,",
                        "the key of another"),
    "open brace": ("../docs/references.bib", "@techreport{isic-rev4,",
                   "@misc{new, title={T}\n\n@techreport{isic-rev4,", "leaves a brace open"),
    "source without a file": ("../docs/references.bib", "@techreport{isic-rev4,",
                              "@misc{new, title={T}}\n\n@techreport{isic-rev4,",
                              "'new' has no docs/sources/new.toml"),
    "how much was read": ("../docs/sources/adp-2010.toml", 'read = "', 'read = "c',
                          "is not one of 'original', 'copy', 'abstract'"),
    "figure without unit": ("../docs/sources/bls-2025-ccp.toml", "\nunit = ", "\nunt = ",
                            "Nearest: 'unit'"),
    "excerpt without words": ("../docs/sources/wfmc-bpm.toml", "\ntext = ", "\ntxt = ",
                              "Nearest: 'text'"),
    "no front matter": (f"../{PAGE}", "---\nmyst:\n", "myst:\n", "has no front matter"),
    "no description": (f"../{PAGE}", "    description: ", "    keywords: ", "description"),
    "no title": (f"../{PAGE}", "\n# What a call centre is\n", "\n", "has no title"),
    "no sentence": (f"../{PAGE}", "\n# What a call centre is\n", "\n# Title\n\n## More\n",
                    "does not open with a sentence"),
    "no list of what to see": (f"../{PAGE}", "\n## See also\n", "\n## More\n", "See also"),
    "title taken": (f"../{PAGE}", "\n# What a call centre is\n", "\n# What BPO is\n",
                    "that of concepts/bpo.md"),
    "list that is a text": ("rules.toml", 'sources = ["holtgrewe-2009"]',
                            'sources = "holtgrewe-2009"', "is not a list"),
    "question that is a number": ("facts.toml", 'question = "What work is done?"', "question = 5",
                                  "is not a text"),
    "verdict that the facts contradict": (
        "cases.toml", 'call_centre = "always"\nbpo = "never"\nlines = [\n    { work = "finance',
        'call_centre = "depends"\nbpo = "never"\nlines = [\n    { work = "finance',
        "the facts below give 'always'"),
    "form that nothing judges": ("../classified/forms.toml", "\n[only]\n", "\n[onli]\n",
                                 "Nearest: 'only'"),
    "cell missing": ("codes_of_work.csv", "bookkeeping,\"69200, the same\",541219,69202",
                     "bookkeeping,541219,69202", "fewer cells"),
    "scheme misspelt": ("codes_of_work.csv", "Work,MSIC 2008,NAICS 2022",
                        "Work,MSIC 2008,NACIS 2022", "Nearest: 'NAICS 2022'"),
    "no code at all": ("bpo.py", "from classified.concept import where",
                       "from classified.concept import", "SyntaxError"),
    "unknown name": ("bpo.py", "work=(\"contact work\", \"information process\"),",
                     "work=(\"contact wrk\", \"information process\"),", "'contact wrk'"),
    "comma in the bibliography": ("../docs/references.bib", "@techreport{isic-rev4,",
                                  "@misc{new, title={T} url={U}}\n\n@techreport{isic-rev4,",
                                  "syntax error"),
    "kind of source": ("../docs/references.bib", "@techreport{isic-rev4,",
                       "@techreprt{isic-rev4,", "Nearest: 'techreport'"),
    "source without title": ("../docs/references.bib", "@techreport{isic-rev4,",
                             "@misc{new, author={T}}\n\n@techreport{isic-rev4,", "'new' has none"),
    "date": ("../docs/sources/adp-2010.toml", "date = ", 'date = "yesterday" # ', "not a day"),
    "empty excerpt": ("../docs/sources/wfmc-bpm.toml", '\ntext = "', '\ntext = "" # ', "is empty"),
    "open fence": (f"../{PAGE}", "depends: For whom is the work done?\n```\n:::\n",
                   "depends: For whom is the work done?\n:::\n", "is not closed before line"),
    "open fold": (f"../{PAGE}", "\n## See also\n", "\n:::{note}\ntext\n\n## See also\n",
                  "is not closed. Add :::"),
    "short row": (f"../{PAGE}", "| order taking | an airline", "| order taking an airline",
                  "has 1 cells"),
    "second title": (f"../{PAGE}", "\n## See also\n", "\n# See also\n", "a second title"),
    "front matter": (f"../{PAGE}", "    description: ", "    description: [", "front matter"),
    "link": (f"../{PAGE}", "official-codes.md#the-code-of", "oficial-codes.md#the-code-of",
             "page: 'reference/oficial-codes.md' is not one of"),
    "section": (f"../{PAGE}", "codes.md#the-code-of-a-call", "codes.md#the-codes-of-a-call",
                "'the-codes-of-a-call-centre' is not one of"),
    "glossary term": (f"../{PAGE}", "<contact>`, such as calls", "<contakt>`, such as calls",
                      "Nearest: 'contact'"),
    "citation": (f"../{PAGE}", "{cite}`jetblue`", "{cite}`jetblu`", "Nearest: 'jetblue'"),
    "not filled in": (f"../{PAGE}", "## Home agents", "FILL IN\n\n## Home agents", "FILL IN"),
}  # fmt: skip


CHECK = "tools/check_files.py"


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@contextmanager
def damaged(root: Path, file: str, old: str, new: str) -> Iterator[str]:
    """Damage a file of the data for a while; give the text that it has otherwise."""
    path = root / "snippets" / file
    text = path.read_text(encoding="utf-8")
    edit(path, old, new)
    yield text
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what is read for a build; each test puts back what it damages."""
    root = tmp_path_factory.mktemp("data")
    ignored = shutil.ignore_patterns("__pycache__")
    for name in "classified", "snippets", "docs", "tools":
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    shutil.copy(ROOT / "conf.py", root)
    return root


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place(name: str, shared: Path) -> None:
    file, old, new, said = MISTAKES[name]
    with damaged(shared, file, old, new) as text:
        read = run(shared, CHECK)
    assert read.returncode == 1
    told, *rest = read.stderr.splitlines()
    assert rest == ["Nothing was built. Mend that, and build again."]
    place = re.match(
        rf"(?:classified|snippets|docs)/(?:concepts/|sources/)?{Path(file).name}:(\d+): ", told
    )
    assert place and said in told, told
    above = 1 + text.partition(old)[0].count("\n")
    near = range(above - 5, above + old.count("\n") + 3)
    assert int(place[1]) in ([1] if re.search(":1: the (page|title) ", told) else near), told


def test_a_file_that_is_not_utf_8_is_named_with_its_line(shared: Path) -> None:
    path = shared / "docs/sources/wfmc-bpm.toml"
    whole = path.read_bytes()
    for damage, said in ((b"\xe9 = 1", "it is not UTF-8"), (b"", "a byte-order mark")):
        path.write_bytes(whole + damage if damage else b"\xef\xbb\xbf" + whole)
        line = 1 + whole.count(b"\n") if damage else 1
        assert run(shared, CHECK).stderr.startswith(f"docs/sources/wfmc-bpm.toml:{line}: {said}")
    path.write_bytes(whole)


def test_a_build_says_no_more(shared: Path) -> None:
    file, old, new, said = MISTAKES["fact without question"]
    with damaged(shared, file, old, new):
        built = run(shared, "tools/build.py", "doctest", "en")
    assert built.returncode == 1
    assert built.stderr.count("\n") == 2
    assert said in built.stderr


@pytest.mark.parametrize("words", ["", 'ms = "?"\n'])
def test_a_term_may_want_its_malay_words_until_the_malay_edition(shared: Path, words: str) -> None:
    line = 'ms = { noun = "penggajian" }\n'
    with damaged(shared, "vocabulary.toml", line, words):
        assert run(shared, CHECK).stderr == ""
        malay = run(shared, CHECK, "en", "ms").stderr
        assert re.fullmatch(
            r"snippets/vocabulary\.toml:\d+: term: 'payroll' has no Malay.*\n.*\n", malay
        )
