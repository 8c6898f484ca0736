"""Versions that git keeps."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from compared_shops import PROJECT, RULES, SALES, version

from crossfoot.repository import NoRevision, tree
from ground import Crossfoot

TO_SALES = (RULES, SALES, 'post Sales: Total credit "4000"')
ABROAD = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *arguments: str) -> str:
    """Run git as nobody in particular, whatever is set up on this machine."""
    who = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "protocol.file.allow=always",
    ]
    done = subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **ABROAD},
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "changed") -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ABROAD.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project below the top of a repository, which has two commits of it."""
    top = tmp_path / "books"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    shop = version(top / "shops" / "main street")
    commit(top)
    git(top, "tag", "v1")
    version(shop, TO_SALES)
    commit(top)
    monkeypatch.chdir(shop)
    return shop


def test_a_revision_is_compared_with_what_lies_here(shop: Path, crossfoot: Crossfoot) -> None:
    told = crossfoot("diff", "HEAD~1")
    assert told.status == 3
    assert "`4020 · Liquor` gives `Dept Sales: Liquor` to `4000 · Sales`" in told.out
    assert "from `HEAD~1` to `.`" in told.out
    assert crossfoot("diff", "HEAD").status == 0
    version(shop, (RULES, "post Shipping Charge: Total", "# post Shipping Charge: Total"))
    assert crossfoot("diff", "HEAD").status == 4


def test_two_revisions_are_compared(shop: Path, crossfoot: Crossfoot) -> None:
    (shop / RULES).write_text("nonsense", "utf-8")
    assert crossfoot("diff", "v1", "main").status == 3
    assert crossfoot("diff", "main", "v1").status == 3
    assert crossfoot("diff", "v1", "v1").status == 0
    assert crossfoot("diff", "main").status == 1


def test_the_project_may_be_elsewhere(
    shop: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert crossfoot("diff", "v1", "--project", shop).status == 3
    assert crossfoot("diff", "v1", shop, "--project", shop).status == 3
    assert crossfoot("diff", "v1", "--project", shop / PROJECT).status == 3


def test_a_hook_runs_it_too(
    shop: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert crossfoot("diff", "v1").status == 3


def test_a_folder_of_the_same_name_is_meant(shop: Path, crossfoot: Crossfoot) -> None:
    version(shop / "v1", TO_SALES)
    assert crossfoot("diff", "v1").status == 0
    assert crossfoot("diff", "refs/tags/v1").status == 3


def test_stored_batches_are_those_that_lie_here(shop: Path, crossfoot: Crossfoot) -> None:
    told = crossfoot("diff", "v1", "main", "--replay")
    assert "5 of 5 batches are booked otherwise" in told.out
    (shop / "batches" / "1041.yaml").unlink()
    assert "4 of 4 batches" in crossfoot("diff", "v1", "main", "--replay").out


def test_batches_do_not_come_along(shop: Path) -> None:
    assert any(path.startswith("batches/") for path in tree(shop, "v1").files)
    git(shop, "rm", "-q", "-r", "batches")
    commit(shop)
    assert not any(path.startswith("batches/") for path in tree(shop, "HEAD").files)


def test_a_revision_without_batches_can_be_compared(shop: Path, crossfoot: Crossfoot) -> None:
    git(shop, "rm", "-q", "-r", "--cached", "batches")
    git(shop, "commit", "-q", "-m", "batches stay here")
    assert crossfoot("diff", "HEAD").status == 0


def test_files_come_byte_for_byte(shop: Path, tmp_path: Path) -> None:
    """What a `.gitattributes` leaves out of archives, or would put into files, is no matter."""
    (shop / ".gitattributes").write_text(f"{RULES} export-ignore\n*.yaml export-subst\n", "utf-8")
    (shop / RULES).write_bytes(b"# $Format:%H$\r\n" + (shop / RULES).read_bytes())
    git(shop, "config", "core.autocrlf", "true")
    git(shop, "add", "-A")
    git(shop, "commit", "-q", "-m", "odd")
    found = tree(shop, "HEAD")
    found.write(tmp_path / "out", lambda path: True)
    assert (tmp_path / "out" / RULES).read_bytes().startswith(b"# $Format:%H$\n#")
    assert {*found.files} >= {RULES, PROJECT, "chart.yaml", "batches/1041.yaml"}


def test_a_link_is_followed_inside_of_the_repository_alone(shop: Path, tmp_path: Path) -> None:
    (shop / "same.gl").symlink_to(RULES)
    (shop / "again.gl").symlink_to("same.gl")
    (shop.parent / "shared.gl").write_bytes((shop / RULES).read_bytes())
    (shop / "shared.gl").symlink_to("../shared.gl")
    for name, target in (
        ("out.gl", "../../../elsewhere"),
        ("etc.gl", "/etc/passwd"),
        ("none.gl", "nowhere.gl"),
        ("round.gl", "round.gl"),
        ("folder.gl", "batches"),
        ("below.gl", f"{RULES}/x"),
    ):
        (shop / name).symlink_to(target)
    (shop / "zz.gl").symlink_to(RULES)
    commit(shop)
    found = tree(shop, "HEAD")
    assert {name for name, text in found.files.items() if text == found.files[RULES]} == {
        RULES, "same.gl", "again.gl", "shared.gl", "zz.gl"
    }  # fmt: skip
    assert {*found.files} & {"out.gl", "etc.gl", "none.gl", "round.gl", "folder.gl"} == set()


def test_a_rule_file_may_be_a_link(shop: Path, crossfoot: Crossfoot) -> None:
    (shop / RULES).rename(shop.parent / RULES)
    (shop / RULES).symlink_to(f"../{RULES}")
    commit(shop.parent)
    assert crossfoot("diff", "HEAD").status == 0
    assert crossfoot("diff", "v1").status == 3


def test_what_is_kept_elsewhere_is_told(shop: Path, crossfoot: Crossfoot) -> None:
    text = (shop / RULES).read_bytes()
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a21\nsize 3110\n"
    (shop / RULES).write_bytes(pointer)
    (shop / "logo.png").write_bytes(pointer)
    commit(shop)
    (shop / RULES).write_bytes(text)
    assert refused(crossfoot, "HEAD") == (
        f"git keeps `{RULES}` elsewhere (Git LFS), and has no text of it: "
        "check both versions out, and name the two folders"
    )
    commit(shop)
    assert crossfoot("diff", "HEAD").status == 0


def test_only_what_may_be_needed_is_read(
    shop: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shop / "film.bin").write_bytes(b"\0" * 1000)
    (shop / RULES).rename(shop / "rules.txt")
    version(shop, (PROJECT, f"[{RULES}]", "[rules.txt]"))
    commit(shop)
    written: list[str] = []
    write = Path.write_bytes
    monkeypatch.setattr(
        Path, "write_bytes", lambda path, data: written.append(path.name) or write(path, data)
    )
    assert crossfoot("diff", "HEAD").status == 0
    assert sorted(written) == ["chart.yaml", PROJECT, "rules.cases.yaml", "rules.txt"]


def refused(crossfoot: Crossfoot, *arguments: str | Path) -> str:
    told = crossfoot("diff", *arguments)
    assert (told.status, told.out) == (2, "")
    return told.err.removeprefix("crossfoot: ").removesuffix("\n")


def test_what_is_neither_is_told(shop: Path, crossfoot: Crossfoot) -> None:
    assert refused(crossfoot, "mian") == (
        "there is no folder and no git revision `mian`; did you mean `main`?"
    )
    assert refused(crossfoot, "HEAD~7") == "there is no folder and no git revision `HEAD~7`"
    assert refused(crossfoot, "HEAD:rules.gl").startswith("there is no folder and no git revision")
    assert refused(crossfoot, "v1", "--project", "nowhere") == (
        "there is no folder `nowhere`, of which `v1` could be"
    )


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_name_is_no_version(empty: str, shop: Path, crossfoot: Crossfoot) -> None:
    """A pipeline that did not fill in the name of a branch must not be told that all is well."""
    message = "the name of a version is empty; name a folder or a git revision"
    assert refused(crossfoot, empty) == refused(crossfoot, "v1", empty) == message


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("v1..main", "crossfoot diff v1 main"),
        ("v1..", "crossfoot diff v1 HEAD"),
        ("..v1", "crossfoot diff HEAD v1"),
        ("v1...main", "crossfoot diff $(git merge-base v1 main) main"),
        ("v1...", "crossfoot diff $(git merge-base v1 HEAD) HEAD"),
    ],
)
def test_two_revisions_in_one_are_told_apart(
    typed: str, meant: str, shop: Path, crossfoot: Crossfoot
) -> None:
    assert refused(crossfoot, typed) == (
        f"there is no folder and no git revision `{typed}`; type `{meant}`"
    )


def test_a_folder_without_a_project_does_not_stand_in_the_way(
    shop: Path, crossfoot: Crossfoot
) -> None:
    (shop / "v1").mkdir()
    assert crossfoot("diff", "v1").status == 3


def test_a_repository_of_somebody_else_is_told(
    shop: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    assert refused(crossfoot, "HEAD") == (
        "git does not read this repository, since it belongs to somebody else; if you trust it, "
        f"type `git config --global --add safe.directory '{shop.parent.parent}'`"
    )


def test_an_option_is_no_revision(shop: Path, crossfoot: Crossfoot) -> None:
    assert refused(crossfoot, "--", "--output=x") == "`--output=x` is no git revision"
    assert not (shop / "x").exists()


def test_a_folder_without_a_repository_is_told(
    tmp_path: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    shop = version(tmp_path / "shop")
    assert refused(crossfoot, "HEAD", "--project", shop) == (
        f"there is no folder `HEAD`, and `{shop}` is not in a git repository, "
        "so it has no earlier versions"
    )


def test_a_folder_that_is_no_project_is_told(shop: Path, crossfoot: Crossfoot) -> None:
    assert refused(crossfoot, "batches").startswith("there is no crossfoot.yaml in `batches`")


def test_a_project_that_was_not_there_is_told(
    shop: Path, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    new = version(shop.parent / "new")
    assert refused(crossfoot, "v1", "--project", new) == (
        "the folder `shops/new` is not in the revision `v1`"
    )
    (new / PROJECT).rename(new / "other.yaml")
    commit(new)
    (new / "other.yaml").rename(new / PROJECT)
    assert refused(crossfoot, "HEAD", "--project", new) == (
        "at the revision `HEAD` there is no crossfoot.yaml in this folder"
    )


def test_a_shallow_copy_is_told(shop: Path, crossfoot: Crossfoot, tmp_path: Path) -> None:
    top = shop.parent.parent
    git(tmp_path, "clone", "-q", "--depth", "1", top.as_uri(), "copy")
    project = tmp_path / "copy" / "shops" / "main street"
    assert refused(crossfoot, "HEAD~1", "--project", project) == (
        "there is no folder and no git revision `HEAD~1`; this copy has the last commits only: "
        "type `git fetch --unshallow`"
    )
    assert crossfoot("diff", "HEAD", "--project", project).status == 0


def test_a_branch_that_only_the_server_has_is_named(
    shop: Path, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    top = shop.parent.parent
    git(top, "branch", "in-use")
    git(tmp_path, "clone", "-q", top.as_uri(), "copy")
    project = tmp_path / "copy" / "shops" / "main street"
    assert refused(crossfoot, "in-use", "--project", project) == (
        "there is no folder and no git revision `in-use`; did you mean `origin/in-use`?"
    )
    assert crossfoot("diff", "origin/in-use", "--project", project).status == 0
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", top.as_uri(), "shallow")
    project = tmp_path / "shallow" / "shops" / "main street"
    ran = crossfoot("check", project, "--since", "in-use")
    assert (ran.status, ran.err) == (
        2,
        "crossfoot: there is no git revision `in-use`; did you mean `origin/in-use`?\n",
    )


def test_a_repository_inside_is_told(shop: Path, crossfoot: Crossfoot, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    (other / "shared.gl").write_text("# rules of all\n", "utf-8")
    commit(other)
    git(shop, "submodule", "--quiet", "add", other.as_uri(), "shared")
    commit(shop)
    assert refused(crossfoot, "HEAD").startswith(
        "at the revision `HEAD`, `shared` is a repository of its own (a submodule)"
    )


def test_without_git_it_is_told(
    shop: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(crossfoot, "HEAD") == (
        "there is no folder `HEAD`, and git is not installed, so there are no earlier versions "
        "to be had; name two folders"
    )
    assert crossfoot("diff", shop, shop).status == 0


def test_nothing_is_left_behind(
    shop: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(kept))
    crossfoot("diff", "v1", "main")
    crossfoot("diff", "v1", "nowhere")
    assert not list(kept.iterdir())


def test_paths_that_lead_out_are_left_out(shop: Path) -> None:
    """A tree can be made by hand that names files outside of it."""
    blob = git(shop, "rev-parse", "HEAD:./" + RULES)
    made = subprocess.run(
        ["git", "mktree"],
        cwd=shop,
        input=f"100644 blob {blob}\tgood.gl\n100644 blob {blob}\ta\\b.gl\n",
        text=True,
        capture_output=True,
        check=True,
    )
    git_commit = git(shop, "commit-tree", made.stdout.strip(), "-m", "made")
    with pytest.raises(NoRevision, match="is not in the revision"):
        tree(shop, git_commit)
    assert {*tree(shop.parent.parent, git_commit).files} == {"good.gl"}
