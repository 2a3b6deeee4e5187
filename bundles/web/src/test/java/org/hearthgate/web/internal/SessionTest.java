package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.web.internal.Home.get;
import static org.hearthgate.web.internal.Home.post;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.hearthgate.api.household.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
    private final Home home = new Home();
    private final AtomicLong nanos = new AtomicLong();

    private String logIn() {
        return home.reply(post("/hub/v1/session", "{\"token\":\"FAMILY\"}"))
                .headers()
                .get("Set-Cookie")
                .split(";")[0];
    }

    private int acknowledge(Home.Asked asked) {
        return home.reply(asked).status();
    }

    @Test
    void logging_in_gives_a_cookie_no_script_can_read_and_no_other_site_sends() {
        Answer.Reply reply = home.reply(post("/hub/v1/session", "{\"token\":\"FAMILY\"}"));

        assertThat(reply.headers().get("Set-Cookie"))
                .matches("hearthgate=[A-Za-z0-9_-]{43}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict");
        assertThat(Home.json(reply).path("role").asText()).isEqualTo("family");
    }

    @Test
    void the_cookie_stays_on_tls_where_it_came_by_tls() {
        assertThat(home.reply(post("/hub/v1/session", "{\"token\":\"FAMILY\"}").overTls())
                        .headers()
                        .get("Set-Cookie"))
                .endsWith("; Secure");
    }

    @Test
    void a_log_in_opens_what_its_code_opens_until_it_is_closed() {
        String cookie = logIn();
        assertThat(home.reply(get("/hub/v1/persons").header("cookie", cookie)).status())
                .isEqualTo(200);

        home.reply(new Home.Asked("DELETE", "/hub/v1/session")
                .header("cookie", cookie)
                .header("x-hearthgate", "1"));

        assertThat(home.reply(get("/hub/v1/persons").header("cookie", cookie)).status())
                .isEqualTo(401);
    }

    @Test
    void a_code_that_is_taken_back_ends_its_log_ins_at_once() {
        String cookie = logIn();
        home.access.takeBack("FAMILY");

        assertThat(home.reply(get("/hub/v1/persons").header("cookie", cookie)).status())
                .isEqualTo(401);
    }

    @Test
    void a_change_by_cookie_needs_proof_that_our_own_page_asks() {
        String cookie = logIn();
        String path = "/hub/v1/alerts/low-anna/acknowledge";

        assertThat(acknowledge(post(path, "").header("cookie", cookie))).isEqualTo(403);
        assertThat(acknowledge(post(path, "")
                        .header("cookie", cookie)
                        .header("sec-fetch-site", "cross-site")
                        .header("x-hearthgate", "1")))
                .isEqualTo(403);
        assertThat(acknowledge(post(path, "")
                        .header("cookie", cookie)
                        .header("origin", "http://evil.example")
                        .header("host", "hub.local:8080")))
                .isEqualTo(403);
        assertThat(acknowledge(post(path, "")
                        .header("cookie", cookie)
                        .header("origin", "http://hub.local:8080")
                        .header("host", "hub.local:8080")))
                .isEqualTo(200);
        assertThat(acknowledge(post(path, "").header("cookie", cookie).header("x-hearthgate", "1")))
                .isEqualTo(200);
        assertThat(acknowledge(post(path, "").as(Role.FAMILY))).isEqualTo(200);
    }

    @Test
    void another_sites_page_cannot_log_a_browser_in() {
        assertThat(home.reply(post("/hub/v1/session", "{\"token\":\"FAMILY\"}").header("sec-fetch-site", "cross-site"))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"token\":\"\"}", "{\"token\":{}}", "{\"token\":\"a\"} x"})
    void a_body_without_a_code_is_400(String body) {
        assertThat(home.reply(post("/hub/v1/session", body)).status()).isEqualTo(400);
    }

    @Test
    void the_ninth_wrong_code_from_one_address_must_wait_while_others_need_not() {
        for (int i = 0; i < 8; i++) {
            assertThat(home.reply(post("/hub/v1/session", "{\"token\":\"guess\"}"))
                            .status())
                    .isEqualTo(401);
        }
        Answer.Reply ninth = home.reply(post("/hub/v1/session", "{\"token\":\"FAMILY\"}"));

        assertThat(ninth.status()).isEqualTo(429);
        assertThat(ninth.headers()).containsKey("Retry-After");
        assertThat(home.reply(post("/hub/v1/session", "{\"token\":\"FAMILY\"}").from("192.168.1.21"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tries_grow_back_with_time_and_addresses_are_forgotten_beyond_a_bound() {
        var tries = new LogInTries(nanos::get);
        for (int i = 0; i < 8; i++) {
            tries.missed("a");
        }
        assertThat(tries.waitSeconds("a")).hasValue(10);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(tries.waitSeconds("a")).isEmpty();

        for (int i = 0; i < 5000; i++) {
            tries.missed("address-" + i);
        }
        assertThat(tries.addresses()).isEqualTo(1000);
        assertThat(tries.waitSeconds("a new one"))
                .as("all together are bounded too")
                .isPresent();
    }

    @Test
    void the_oldest_log_in_ends_when_there_are_too_many() {
        var sessions = new Sessions(2, Duration.ofDays(1), nanos::get);
        String first = sessions.open("t");
        String second = sessions.open("t");
        String third = sessions.open("t");

        assertThat(sessions.size()).isEqualTo(2);
        assertThat(sessions.token(first)).isEmpty();
        assertThat(sessions.token(second)).hasValue("t");
        assertThat(sessions.token(third)).hasValue("t");
    }

    @Test
    void a_log_in_ends_after_its_days() {
        var sessions = new Sessions(2, Duration.ofDays(30), nanos::get);
        String id = sessions.open("t");

        nanos.set(Duration.ofDays(30).toNanos());
        assertThat(sessions.token(id)).isPresent();
        nanos.addAndGet(1);
        assertThat(sessions.token(id)).isEmpty();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void refuses_bounds_that_would_lock_everybody_out() {
        assertThatThrownBy(() -> new Sessions(0, Duration.ofDays(30), nanos::get))
                .hasMessageContaining("maxSessions");
    }
}
