# One image for web, worker, beat and migrations; docker-compose.yml says which command each runs.

FROM python:3.11-slim AS build
WORKDIR /srv/partybuild
COPY requirements.lock ./
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
# Node.js, which only fetches the style sheets, stays behind in this stage's own Python.
COPY package.json package-lock.json ./
COPY tools tools
COPY static static
RUN python tools/assets.py
COPY manage.py ./
COPY locale locale
RUN .venv/bin/python tools/catalogues.py compile
COPY partybuild partybuild
COPY orgs orgs
COPY grids grids
COPY resources resources
COPY liaison liaison
COPY templates templates
RUN DEBUG=0 SECRET_KEY=not-used-here DATA_DIR=/tmp/build STATIC_ROOT=/srv/static \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim
ENV PATH=/srv/partybuild/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DEBUG=0 \
    DATA_DIR=/data \
    STATIC_ROOT=/srv/static
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin partybuild \
 && install --directory --owner=partybuild --group=partybuild --mode=0700 /data
COPY --from=build /srv /srv
WORKDIR /srv/partybuild
USER partybuild
EXPOSE 8000
CMD ["python", "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--workers", "2", \
     "--blocking-threads", "4", "--workers-kill-timeout", "10", "--host", "0.0.0.0", \
     "--port", "8000", "partybuild.wsgi:application"]
