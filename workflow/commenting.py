"""Comments on a record: who reads them, writing, mending and taking back, and naming people who may read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from workflow.choices import CommentSide, NoticeKind
from workflow.history.kinds import kept_of
from workflow.journal import record_act
from workflow.models import Comment, Mention
from workflow.models.together import EDITABLE_FOR
from workflow.notices import tell
from workflow.querysets import CommentQuerySet
from workflow.refusals import Invalid, NotPermitted, OutOfState
from workflow.sides import people_around, sees, sides_of, sides_read_by

# Of which records people talk, by the word of their addresses.
SLUGS = frozenset({"okul", "dosya", "belirleme", "protokol"})
MOST_TEXT = 4000
NAMED = re.compile(r"(?<![\w@.])@([\w.+-]*\w)")
MINUTES = int(EDITABLE_FOR.total_seconds() // 60)


def is_commented(record: Any) -> bool:
    kept = kept_of(record)
    return kept is not None and kept.slug in SLUGS


def comments_for(user: User, record: Any) -> CommentQuerySet:
    """The comments on a record that this user may read, newest first; the record itself is visible to the user."""
    rows: Any = Comment.objects.of(record).for_sides(sides_read_by(user))
    return rows.select_related("by").prefetch_related(Prefetch("mentions", Mention.objects.select_related("user")))


def choices_for(user: User) -> list[tuple[str, str]]:
    """For whom the user may write: the own side first, which is the default, then both."""
    own = [(str(side), CommentSide(side).label) for side in sides_of(user)]
    return [*own, (str(CommentSide.BOTH), CommentSide.BOTH.label)] if own else []


def may_write(user: User, record: Any) -> bool:
    """Whoever works on a side and sees the record; who only reads, and programs, do not write."""
    return is_commented(record) and bool(sides_of(user)) and sees(user, record)


def people_to_mention(record: Any, side: str) -> list[User]:
    """Who may be named in a comment for this side."""
    return list(people_around(record, _sides(side)))


def _sides(side: str) -> list[str]:
    return [CommentSide.MINISTRY, CommentSide.PROVINCE] if side == CommentSide.BOTH else [side]


def named_in(text: str) -> list[str]:
    """The user names written after an ``@``, each once; an address of e-mail names nobody."""
    return list(dict.fromkeys(NAMED.findall(text)))


@transaction.atomic
def comment(record: Any, *, by: User, on: date, side: str, text: str, mention: Iterable[User] = ()) -> Comment:
    """Write a comment and tell whom it names. Raises :class:`Invalid` where the text or somebody named cannot stand."""
    if not may_write(by, record):
        raise NotPermitted("Bu kayda yorum yazma yetkiniz yok.")
    if side not in dict(choices_for(by)):
        raise Invalid("Yorumu kimin göreceğini seçin.", {"side": "Kendi tarafınızı veya iki tarafı seçin."})
    text = _clean(text)
    people = _readers(record, side, text, mention)
    written = Comment.objects.create(
        record_kind=record._meta.label_lower, record_id=str(record.pk), side=side, text=text, by=by
    )
    _mention(written, people, record)
    _journal(written, "comment", "Yorum yazıldı", by, on)
    return written


@transaction.atomic
def edit_comment(written: Comment, record: Any, *, by: User, on: date, text: str) -> Comment:
    """Mend one's own comment soon after it was written; what stood there is kept."""
    written = Comment.objects.select_for_update(of=("self",)).get(pk=written.pk)
    _own(written, record, by)
    if not written.is_fresh:
        raise OutOfState(f"Yorum, yazıldıktan sonra {MINUTES} dakika içinde düzeltilebilir. Yeni bir yorum yazın.")
    text = _clean(text)
    if text == written.text:
        return written
    people = _readers(record, written.side, text, ())
    moment = now()
    written.earlier = [*written.earlier, {"text": written.text, "until": moment.isoformat()}]
    written.text, written.edited_at = text, moment
    written.save(update_fields=["earlier", "text", "edited_at"])
    _mention(written, people, record)
    _journal(written, "edit_comment", "Yorum düzeltildi", by, on)
    return written


@transaction.atomic
def withdraw_comment(written: Comment, record: Any, *, by: User, on: date) -> Comment:
    """Take one's own comment back: readers see that there was one, not what it said."""
    written = Comment.objects.select_for_update(of=("self",)).get(pk=written.pk)
    _own(written, record, by)
    written.withdrawn_at = now()
    written.save(update_fields=["withdrawn_at"])
    _journal(written, "withdraw_comment", "Yorum geri alındı", by, on)
    return written


def _own(written: Comment, record: Any, by: User) -> None:
    if written.by_id != by.pk or not may_write(by, record):
        raise NotPermitted("Yorumu yalnız yazan kişi düzeltebilir veya geri alabilir.")
    if written.withdrawn_at:
        raise OutOfState("Bu yorum geri alınmış.")


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise Invalid("Yorum boş olamaz.", {"text": "Yorumunuzu yazın."})
    if len(text) > MOST_TEXT:
        raise Invalid("Yorum çok uzun.", {"text": f"Yorum en çok {MOST_TEXT} karakter olabilir; şu an {len(text)}."})
    return text


def _readers(record: Any, side: str, text: str, chosen: Iterable[User]) -> list[User]:
    """Everybody named, by ``@`` or by choice; a refusal where somebody could not read the comment."""
    names = named_in(text)
    found = {user.username: user for user in User.objects.filter(username__in=names)}
    people = {user.pk: user for user in [*found.values(), *chosen]}
    allowed = set(people_around(record, _sides(side)).filter(pk__in=people).values_list("pk", flat=True))
    # Whether an account exists is no business of those who guess at names: both are refused by the same words.
    outside = [f"@{name}" for name in names if name not in found or found[name].pk not in allowed]
    outside += [str(user) for user in chosen if user.pk not in allowed]
    outside += [str(user) for user in people.values() if user.pk in allowed and not sees(user, record)]
    if outside:
        sentence = f"Şu kişiler bu yorumu göremez, anılamaz: {', '.join(dict.fromkeys(outside))}."
        raise Invalid(sentence, {"text": f"{sentence} Adı çıkarın veya yorumu kimin göreceğini değiştirin."})
    return list(people.values())


def _mention(written: Comment, people: list[User], record: Any) -> None:
    Mention.objects.bulk_create([Mention(comment=written, user=user) for user in people], ignore_conflicts=True)
    kept: Any = kept_of(record)
    url = reverse("workflow:comments", args=[kept.slug, record.pk]) + f"#yorum-{written.pk}"
    others = [user for user in people if user.pk != written.by_id]
    text = f"{written.by} sizi bir yorumda andı: {record}"
    tell(others, text, url, occasion=f"comment:{written.pk}", kind=NoticeKind.MENTION)


def _journal(written: Comment, act: str, label: str, by: User, on: date) -> None:
    """Journalled about the comment, not the record, whose story both sides read; the words stay with the comment."""
    details = {"record_kind": written.record_kind, "record_id": written.record_id, "side": written.side}
    record_act(written, act=act, label=label, by=by, on=on, details=details)
