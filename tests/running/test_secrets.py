"""A token in every kind of alert address is in no log, error, database, metric or page, whatever fails."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from monitor.alerts import deliver
from monitor.model import AlertRule
from tests.spiders.outlets import rss, running
from tests.spiders.test_once import toll

ROOT = Path(__file__).parents[2]
WAIT = 120
MARK = "s3cr3t"  # stands in each secret below
DEAD = "http://127.0.0.1:9"  # a proxy that nobody runs: every service's call ends there

ADDRESSES = {
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/s3cr3tSlackTok3nAbCdEfGh/",
    "discord": "discord://1234567890/s3cr3tDiscordTok3nAbCdEf123456",
    "telegram": "tgram://123456789:AAs3cr3tTelegramTok3nAbCdEfGhIjKl/12345678/",
    "workflows": "workflows://host.newsroom.example/1a2b3c4d5e6f7a8b9c0d/s3cr3tWorkflowSignature1/",
    "ntfy": "ntfys://desk:s3cr3tNtfyPassword1@ntfy.newsroom.example/topic",
    "json": "jsons://desk:s3cr3tPassword1@hook.newsroom.example/in/s3cr3tPathTok3n1?+X-Token=s3cr3tHeaderTok3n1",
    "xml": "xmls://desk:s3cr3tXmlPassword1@hook.newsroom.example/in",
    "form": "forms://desk:s3cr3tFormPassword1@hook.newsroom.example/in",
    "mail": "mailto://desk:s3cr3tMailPassword1@127.0.0.1:9/?from=a@b.example&to=c@d.example&mode=insecure",
    "matrix": "matrixs://desk:s3cr3tMatrixPassword1@matrix.newsroom.example/#room",
    "mattermost": "mmosts://chat.newsroom.example/s3cr3tMattermostTok3n12",
    "gotify": "gotifys://gotify.newsroom.example/s3cr3tGotifyTok3n",
    "pushover": "pover://u123456789012345678901234567890@s3cr3tPushoverTok3n1234567890ab",
    "pagerduty": "pagerduty://s3cr3tPagerTok3n@abcdefghijklmnop12345",
    "rocketchat": "rockets://desk:s3cr3tRocketPassword1@chat.newsroom.example/#desk",
    "webex": "wxteams://s3cr3tWebexTok3n" + "a" * 68,
    "zulip": "zulip://bot@org/s3cr3tZulipTok3n1234567890abcdef/desk",
    "sendgrid": "sendgrid://s3cr3tSendgridTok3n:from@b.example/to@d.example",
    "mailgun": "mailgun://desk@b.example/s3cr3tMailgun123456789012345678901-12345678-12345678/to@d.example",
    "twilio": "twilio://AC735c30ced81c01d8f4b83c0d8b7cd9f7:s3cr3t735c30ced81c01d8f4b83c0d8b@12025550123/12025550124",
    "homeassistant": "hassios://home.newsroom.example/s3cr3tHomeTok3n123456",
    "signal": "signals://desk:s3cr3tSignalPassword1@signal.newsroom.example/12025550123/12025550124",
    "ifttt": "ifttt://s3cr3tIftttTok3n123456@event",
    "pushbullet": "pbul://s3cr3tPushbulletTok3n1234",
    "googlechat": "gchat://workspace/s3cr3tGoogleKey123456/s3cr3tGoogleTok3n123",
}
# A service that dialled past the proxy would find no way: only loopback is connected to, and what was tried is written
GUARD = """
import os, socket
dial = socket.socket.connect
def connect(self, address):
    if self.family != socket.AF_UNIX and not str(address[0]).startswith("127."):
        with open(os.environ["STRAYS"], "a") as file: file.write(repr(address))
        raise ConnectionRefusedError("only loopback")
    return dial(self, address)
socket.socket.connect = connect
"""


def environ(folder: Path) -> dict[str, str]:
    proxies = {key: DEAD for name in ("http_proxy", "https_proxy", "all_proxy") for key in (name, name.upper())}
    urls = {f"URL_{name.upper()}": url for name, url in ADDRESSES.items()}
    (folder / "guard").mkdir(exist_ok=True)
    (folder / "guard" / "sitecustomize.py").write_text(GUARD)
    guarded = f"{folder / 'guard'}{os.pathsep}{ROOT}"
    return {**os.environ, **proxies, **urls, "NO_PROXY": "", "PYTHONPATH": guarded, "STRAYS": str(folder / "strays")}


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    log = (folder / f"log of {words[0]}").open("w")
    program = [sys.executable, "-m", "monitor", *words]
    return subprocess.Popen(program, cwd=folder, env=environ(folder), stdout=log, stderr=log, text=True)


def said(folder: Path, word: str) -> str:
    return (folder / f"log of {word}").read_text()


def read(address: str) -> str:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=WAIT) as answer:
        return str(answer.read().decode())


def until(folder: Path, word: str, words: str, times: int = 1) -> None:
    end = time.monotonic() + WAIT
    while said(folder, word).count(words) < times:
        assert time.monotonic() < end, said(folder, word)
        time.sleep(0.2)


def test_every_address_is_one_and_holds_a_secret() -> None:
    assert [name for name, url in ADDRESSES.items() if deliver.faults((AlertRule(name=name, url=url),))] == []
    assert [name for name, url in ADDRESSES.items() if MARK not in url] == []


@pytest.mark.long
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_secret_comes_out_whatever_fails(tmp_path: Path, form: str) -> None:
    alerts = "".join(f'[[alert]]\nname = "to {name}"\nurl = "${{URL_{name.upper()}}}"\n' for name in ADDRESSES)
    with running(1) as (outlet,):
        outlet.says("/1", toll(46_000))
        feed = outlet.says("/feed", rss(("/1", "", None)))
        watch = f'[[watch]]\nname = "paper"\nurl = "{feed}"\nevery = "1s"\n'
        settings = f'[monitor]\nallow_private_addresses = true\n[run]\nport = 0\nlog = "{form}"\n'
        (tmp_path / "config.toml").write_text(settings + watch + alerts)

        assert start(tmp_path, "doctor", "--send-test").wait(timeout=WAIT) == 1
        assert said(tmp_path, "doctor").count("a test message failed") == len(ADDRESSES)

        daemon = start(tmp_path, "run")
        until(tmp_path, "run", "not sent to", len(ADDRESSES))
        address = said(tmp_path, "run").partition("answers at ")[2].partition("/healthz")[0]
        pages = {path: read(address + path) for path in ("/metrics", "/healthz", "/readyz")}
        assert pages["/metrics"].count("casualty_monitor_queue_messages{") == len(ADDRESSES)

        config = (tmp_path / "config.toml").read_text()
        (tmp_path / "config.toml").write_text(config.replace("${URL_SLACK}", "bogus-${URL_SLACK}"))
        daemon.send_signal(signal.SIGHUP)  # a faulty address is told, too
        until(tmp_path, "run", "the configuration stays as it was")
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(timeout=WAIT) == 0
        assert start(tmp_path, "once").wait(timeout=WAIT) == 2
        assert "[[alert]]" in said(tmp_path, "once")
        (tmp_path / "config.toml").write_text(config)
        assert start(tmp_path, "once").wait(timeout=WAIT) == 1
        assert said(tmp_path, "once").count("not sent to") == len(ADDRESSES)

        page = start(tmp_path, "serve", "--port", "0")
        until(tmp_path, "serve", "the page is at")
        (home,) = re.findall(r"http://127\.0\.0\.1:\d+", said(tmp_path, "serve"))
        front = read(f"{home}/")
        pages["front"] = front
        for link in sorted(set(re.findall(r'href="(/[^"#?]*)"', front))):
            pages[link] = read(home + link)
        page.terminate()
        page.wait(timeout=WAIT)

    assert len(pages) > 6
    assert [path for path, text in pages.items() if MARK.lower() in text.lower()] == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 6
    assert [path.name for path in files if MARK.lower().encode() in path.read_bytes().lower()] == []
    assert not (tmp_path / "strays").exists(), (tmp_path / "strays").read_text()
