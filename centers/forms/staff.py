"""What the doors ask of posts and of the people in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from accounts.models import User
from centers.acts.staff import Person
from centers.choices.staff import PostRole, TeacherKind
from centers.models import Post
from centers.rules.facts import Post as Role
from centers.rules.staff import CONDITIONS, MOST_DEVELOPMENT_POSTS, ONLY_WHO_QUALIFIES
from schools.models import Field

from .fields import ReasonForm, WithRecord, day, words

NUMBERED = [f"field_{number}" for number in range(1, MOST_DEVELOPMENT_POSTS + 1)]
NONE, ANY = "", "any"


class FieldChoice(forms.ModelChoiceField):
    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            Field.objects.all(), label=label, required=False, to_field_name="code", empty_label="Seçilmedi", **kwargs
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class PostsForm(WithRecord):
    """The general coordinator and the English teacher are always there; up to three others with or without a field."""

    starts_on = day("Bu günden başlayarak")
    general_field = FieldChoice(
        "Genel koordinatörün alanı", help_text="Seçilmezse merkezin alanlarından biri (SMM Yönergesi m. 6/1-d)."
    )
    coordinators = forms.IntegerField(
        label="İngilizce öğretmeni dışındaki mesleki gelişim koordinatörü sayısı",
        min_value=0,
        max_value=MOST_DEVELOPMENT_POSTS,
        error_messages={
            "max_value": "Genel koordinatör ve İngilizce öğretmeniyle birlikte sayı hiçbir şekilde beşi geçemez (SMM Yönergesi m. 4/5)."
        },
        help_text="En çok 3. Genel koordinatör ve İngilizce öğretmeni kadroda her zaman vardır (SMM Yönergesi m. 4/4).",
    )
    field_1 = FieldChoice("1. koordinatörün alanı")
    field_2 = FieldChoice("2. koordinatörün alanı")
    field_3 = FieldChoice("3. koordinatörün alanı")

    def said_of(self, record: Any) -> dict[str, Any]:
        today = localdate()
        posts = [post for post in record.posts.select_related("field") if post.holds_on(today)]
        others = [post for post in posts if post.role == PostRole.DEVELOPMENT]
        general = next((post for post in posts if post.role == PostRole.GENERAL), None)
        codes = {f"field_{place}": post.field.code for place, post in enumerate(others, 1) if post.field}
        return {
            "starts_on": today,
            "coordinators": len(others),
            "general_field": general.field.code if general and general.field else None,
            **codes,
        }

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        count = values.pop("coordinators", 0)
        chosen = [values.pop(name, None) for name in NUMBERED]
        if any(chosen[count:]):
            self.add_error(NUMBERED[count], "Koordinatör sayısından çok alan seçildi.")
        values["fields"] = chosen[:count]
        return values


class AccountField(forms.CharField):
    """An account by its user name."""

    def clean(self, value: Any) -> User | None:
        name = super().clean(value)
        if not name:
            return None
        found = User.objects.filter(username=name, is_active=True, api_client=None).first()
        if found is None:
            raise forms.ValidationError(
                "Bu kullanıcı adıyla etkin bir hesap yok; boş bırakabilir, sonra ekleyebilirsiniz."
            )
        return found


class TermForm(forms.Form):
    """Who is proposed, of which kind, for how long."""

    name = forms.CharField(label="Adı soyadı", max_length=120)
    identity_number = forms.CharField(
        label="T.C. kimlik no",
        max_length=11,
        required=False,
        help_text="Maskeli gösterilir, göreni kayıt defterine yazılır.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    teacher_kind = forms.ChoiceField(label="Öğretmenliği", choices=TeacherKind.choices)
    appointed_field = FieldChoice("Atandığı alan")
    home = forms.CharField(label="Kadrosunun bulunduğu okul", max_length=200, required=False)
    account = AccountField(
        label="Kullanıcı adı", max_length=150, required=False,
        help_text="Yazılırsa görevlendirilince hesaba süresi kadar görev verilir.",
    )  # fmt: skip
    starts_on = day("İlk günü")
    ends_on = day("Son günü")
    basis = forms.CharField(label="Ek dayanak", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "name" in values:
            values["person"] = Person(values.pop("name"), values.pop("identity_number", ""))
        return values


class CorrectForm(TermForm, WithRecord):
    def said_of(self, record: Any) -> dict[str, Any]:
        return {
            "appointed_field": record.appointed_field.code if record.appointed_field else None,
            "account": record.account.username if record.account else "",
        }


class PostChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.starts_on:%d.%m.%Y} gününden beri)"


CONDITIONS_SHOWN = (
    ("ministry_post", "Bakanlık kadrolarında öğretmen olarak görev yapıyor (m. 6/1-a, 7/1-a)"),
    ("years", "Adaylık süresi dâhil en az dört yıl öğretmenlik yapmış (m. 6/1-b, 7/1-b)"),
    ("led", "Genel koordinatör için: müdür, kurucu müdür, müdür başyardımcısı, müdür yardımcısı veya şef olmuş (m. 6/1-c)"),
    ("service", "Zorunlu çalışmayı tamamlamış, muaf, ya da merkezin yerinde aranmıyor (m. 6/1-ç, 7/1-c)"),
    ("field", "Merkezin alanlarıyla ilgili alana atanmış; İngilizce kadrosunda İngilizce öğretmeni (m. 6/1-d, 7/1-ç)"),
)  # fmt: skip


BEFORE_THE_GROUND = (
    "name", "identity_number", "teacher_kind", "appointed_field", "home", "account", "starts_on", "ends_on",
)  # fmt: skip


class PrepareForm(TermForm):
    """Without a call, which would have examined them, whoever proposes says which conditions were found met."""

    post = PostChoice(Post.objects.select_related("field", "center"), label="Kadro")
    conditions = forms.MultipleChoiceField(
        label="Karşılandığı tespit edilen şartlar", choices=CONDITIONS_SHOWN, widget=forms.CheckboxSelectMultiple,
        help_text="Çağrısız inhada şartları inha eden inceler; tespitin dayanağını aşağıya yazın (SMM Yönergesi m. 10/4).",
        error_messages={"required": f"{ONLY_WHO_QUALIFIES} Karşılandığı tespit edilen şartları işaretleyin."},
    )  # fmt: skip
    basis = forms.CharField(
        label="Dayanak", max_length=300,
        help_text="Şartların tespit edildiği inceleme veya tutanak. Alan şartını taşıyan aday bulunmadıysa onu da yazın (m. 6/2, 7/2).",
    )  # fmt: skip
    field_order = ["post", *BEFORE_THE_GROUND, "conditions", "basis"]

    def clean(self) -> dict[str, Any]:
        values, post = super().clean(), self.cleaned_data.get("post")
        asked = CONDITIONS[Role(post.role)] if post is not None else {}
        values["conditions"] = [asked[one] for one in values.get("conditions", ()) if one in asked]
        return values


class AgainForm(forms.Form):
    ends_on = day(
        "Yeni dönemin son günü", help_text="Yeni dönem, önceki görevin bittiği gün başlar (SMM Yönergesi m. 10/5)."
    )
    basis = forms.CharField(label="Ek dayanak", max_length=300, required=False)


class EndForm(forms.Form):
    ended_on = day("Artık görevli olmadığı ilk gün")
    reason = words("Neden", most=300)


class WorkForm(WithRecord):
    work = words("İş bölümündeki payı", rows=5, required=False, help_text="Bu koordinatörün merkezde yürüttüğü işler.")


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "correct_assignment": CorrectForm,
    "send_back": ReasonForm,
    "end_assignment": EndForm,
    "drop_assignment": ReasonForm,
    "divide_work": WorkForm,
}
