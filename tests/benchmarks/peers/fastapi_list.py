"""The same list with FastAPI and SQLAlchemy as their guides have it: models, eager joins, response models,
bearer sign-in; calls are not counted.
"""

import hashlib
import os
from datetime import UTC, date, datetime
from time import time
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship, sessionmaker

options = dict(pair.split("=", 1) for pair in os.environ["PEER_DSN"].split())
engine = create_engine(f"postgresql+psycopg2://{options['user']}@/{options['dbname']}?host={options['host']}")
sessions = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Province(Base):
    __tablename__ = "accounts_province"
    code: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class District(Base):
    __tablename__ = "accounts_district"
    code: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class EducationRegion(Base):
    __tablename__ = "schools_educationregion"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class User(Base):
    __tablename__ = "accounts_user"
    id: Mapped[int] = mapped_column(primary_key=True)
    is_active: Mapped[bool]
    duties: Mapped[list["Duty"]] = relationship()


class Duty(Base):
    __tablename__ = "accounts_duty"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("accounts_user.id"))
    province_id: Mapped[int | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class Client(Base):
    __tablename__ = "accounts_apiclient"
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("accounts_user.id"))
    user: Mapped[User] = relationship()


class Token(Base):
    __tablename__ = "oauth2_provider_accesstoken"
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int]
    token_checksum: Mapped[str]
    expires: Mapped[datetime]
    scope: Mapped[str]


class School(Base):
    __tablename__ = "schools_school"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None]
    name: Mapped[str]
    kind: Mapped[str]
    attached_to_gd: Mapped[bool | None]
    is_private: Mapped[bool | None]
    province_id: Mapped[int] = mapped_column(ForeignKey("accounts_province.code"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_district.code"))
    education_region_id: Mapped[int | None] = mapped_column(ForeignKey("schools_educationregion.id"))
    closed_on: Mapped[date | None]
    updated_at: Mapped[datetime]
    province: Mapped[Province] = relationship()
    district: Mapped[District | None] = relationship()
    education_region: Mapped[EducationRegion | None] = relationship()


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Place(Out):
    code: int
    name: str


class Region(Out):
    name: str


class SchoolOut(Out):
    id: int
    code: str | None
    name: str
    kind: str
    attached_to_gd: bool | None
    is_private: bool | None
    province: Place
    district: Place | None
    education_region: Region | None
    closed_on: date | None
    updated_at: datetime


class Page(BaseModel):
    results: list[SchoolOut]


application = FastAPI()


def session():
    with sessions() as opened:
        yield opened


bearer = HTTPBearer()


def caller(given: Annotated[HTTPAuthorizationCredentials, Depends(bearer)], db: Annotated[Session, Depends(session)]):
    checksum = hashlib.sha256(given.credentials.encode()).hexdigest()
    found = (
        select(Token, Client)
        .join(Client, Client.application_id == Token.application_id)
        .where(Token.token_checksum == checksum)
        .options(joinedload(Client.user).selectinload(User.duties))
    )
    token, client = db.execute(found).one()
    if token.expires.timestamp() <= time() or "schools:read" not in token.scope.split():
        raise HTTPException(401)
    today = datetime.fromtimestamp(time(), UTC).date()
    return {
        d.province_id for d in client.user.duties if d.starts_on <= today and (not d.ends_on or d.ends_on >= today)
    }


@application.get("/schools/", response_model=Page)
def schools(
    db: Annotated[Session, Depends(session)], provinces: Annotated[set[int | None], Depends(caller)], after: int = 0
):
    found = select(School).where(School.id > after).order_by(School.id).limit(50)
    if None not in provinces:
        found = found.where(School.province_id.in_(provinces))
    eager = (joinedload(School.province), joinedload(School.district), joinedload(School.education_region))
    return {"results": db.scalars(found.options(*eager)).all()}
