package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.AccessControl;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.osgi.util.converter.Converters;

/** Anna's and Ben's sites at noon, without a servlet container: {@code site.get("/api/v1/entries.json").as(UPLOADER)}. */
final class SiteFixture {
    static final String UPLOADER = "a".repeat(40);
    static final String BENS_UPLOADER = "b".repeat(40);
    static final String FOLLOWER = "follower-0123456789abcdef";
    static final String PARENT = "parent-of-anna";
    static final String PARENT_OF_BOTH = "parent-of-both";
    static final String INSTALLER = "installer";

    final MemoryRecord record = new MemoryRecord();
    final ManualClock clock = new ManualClock(Given.NOON);

    static AccessControl keys() {
        Map<String, Access> secrets = Map.of(
                UPLOADER, new Access("phone", Role.UPLOADER, Set.of(Given.ANNA)),
                BENS_UPLOADER, new Access("phone-2", Role.UPLOADER, Set.of(Given.BEN)));
        Map<String, Access> tokens = Map.of(
                FOLLOWER, new Access("watch", Role.FOLLOWER, Set.of(Given.ANNA)),
                PARENT, new Access("mum", Role.FAMILY, Set.of(Given.ANNA)),
                PARENT_OF_BOTH, new Access("dad", Role.FAMILY, Set.of(Given.ANNA, Given.BEN)),
                INSTALLER, new Access("fitter", Role.INSTALLER, Set.of()));
        return new AccessControl() {
            @Override
            public Optional<Access> byToken(String token) {
                return Optional.ofNullable(tokens.get(token));
            }

            @Override
            public Optional<Access> byNightscoutSecret(String sha1Hex) {
                return Optional.ofNullable(secrets.get(sha1Hex.toLowerCase(Locale.ROOT)));
            }
        };
    }

    static NightscoutServlet.Config config(Map<String, Object> values) {
        return Converters.standardConverter().convert(values).to(NightscoutServlet.Config.class);
    }

    NightscoutSite site(ObservationSink sink) {
        var status = new StatusDocument(config(Map.of()));
        return new NightscoutSite(
                new SiteAccess(keys()),
                new EntryUpload(sink, clock, new UploadBody(1024 * 1024), new BodyBudget(2 * 1024 * 1024)),
                new EntryListing(record, clock, status.unitsHint()),
                new PebbleDocument(record, clock, false),
                clock,
                status);
    }

    Call get(String pathAndQuery) {
        return new Call("GET", pathAndQuery);
    }

    Call post(String json) {
        return new Call("POST", "/api/v1/entries")
                .body(json.getBytes(UTF_8))
                .header("Content-Type", "application/json");
    }

    Call call(String method, String pathAndQuery) {
        return new Call(method, pathAndQuery);
    }

    /** An sgv posted so many minutes ago. */
    static String sgv(double value, long minutesAgo) {
        return """
                {"type":"sgv","sgv":%s,"date":%d,"device":"G6","direction":"Flat"}"""
                .formatted(
                        value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value),
                        Given.NOON.toEpochMilli() - minutesAgo * 60_000);
    }

    /** One request on its way. */
    final class Call {
        private final String method;
        private final String path;
        private final String query;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private byte[] body = {};
        private ObservationSink sink = record;

        private Call(String method, String pathAndQuery) {
            this.method = method;
            String[] parts = pathAndQuery.split("\\?", 2);
            path = parts[0];
            query = parts.length > 1 ? parts[1] : "";
        }

        Call header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Call body(byte[] octets) {
            body = octets;
            return this;
        }

        Call into(ObservationSink other) {
            sink = other;
            return this;
        }

        CompletableFuture<Answer> pendingAs(String secret) {
            headers.put("api-secret", secret);
            return pending();
        }

        CompletableFuture<Answer> pending() {
            return site(sink)
                    .answer(new SiteRequest(
                            method,
                            path,
                            query,
                            name -> Optional.ofNullable(headers.get(name)),
                            new ByteArrayInputStream(body)));
        }

        Seen as(String secret) {
            return new Seen(pendingAs(secret).join());
        }

        Seen anonymously() {
            return new Seen(pending().join());
        }
    }

    /** What the client sees. */
    record Seen(int status, Map<String, String> headers, String mediaType, String text) {
        Seen(Answer answer) {
            this(answer.status(), answer.headers(), answer.mediaType(), write(answer));
        }

        private static String write(Answer answer) {
            var out = new ByteArrayOutputStream();
            try {
                answer.body().writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toString(UTF_8);
        }

        JsonNode json() {
            try {
                return WireJson.MAPPER.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
