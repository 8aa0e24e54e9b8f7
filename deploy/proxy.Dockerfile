# The proxy as an ordinary user: it listens on high ports, so its program needs no extra right,
# and the folders for certificates belong to it.
FROM caddy:2.10.2-alpine
RUN setcap -r /usr/bin/caddy \
    && mkdir -p /data/caddy /config/caddy \
    && chown -R 10001:10001 /data /config
COPY Caddyfile /etc/caddy/Caddyfile
ENV HOME=/tmp
USER 10001:10001
EXPOSE 8080 8443
