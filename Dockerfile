# The application in one image: web, worker and beat differ by command only.
FROM python:3.11-slim-bookworm AS packages
COPY requirements/runtime.lock /requirements/runtime.lock
RUN python -m venv /venv \
  && /venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /requirements/runtime.lock

FROM python:3.11-slim-bookworm
RUN apt-get update \
  && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
  fonts-liberation2 fonts-dejavu-core \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --home /app okul \
  && install -d -o okul /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_ROOT=/app/staticfiles
RUN SECRET_KEY=only-for-collecting-static-files-and-thrown-away-after-it JOURNAL_SEAL_KEY=thrown-away-after-collecting-static-files \
  DATABASE_URL=postgres://nobody@localhost/none DJANGO_SETTINGS_MODULE=config.settings.production \
  python manage.py collectstatic --noinput --verbosity 0
USER okul
EXPOSE 8000
