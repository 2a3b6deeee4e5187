package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DoseCorrections;
import org.hearthgate.api.device.PendingReadings;
import org.hearthgate.api.forecast.Forecasts;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.insight.AlarmAudits;
import org.hearthgate.api.insight.GlucoseMetrics;
import org.hearthgate.api.signal.DeviceClock;
import org.hearthgate.api.signal.SensorSignal;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;

/** Anna and Ben at noon, each with one low and its alert, behind the real router; the codes are the roles' names and reach Anna alone. */
final class Home {
    private static final LiveEvents NO_PAGES = new LiveEvents(new ManualClock(NOON), Configured.by(WebConfig.class));

    final FakeRecord record = new FakeRecord();
    final FakeBoard board = new FakeBoard();
    final FakeAccess access = new FakeAccess();
    final List<HealthProbe> probes = new ArrayList<>();
    final List<AlertRule> rules = new ArrayList<>();
    final List<DeviceAdapter> adapters = new ArrayList<>();
    final List<SensorSignal> signals = new ArrayList<>();
    final List<DeviceClock> clocks = new ArrayList<>();
    final List<PendingReadings> pending = new ArrayList<>();
    final ManualClock clock = new ManualClock(NOON);
    final PageChannel pages = new PageChannel(NO_PAGES);
    final Reach reach = new Reach(pages);
    final Router router;
    boolean boardIsThere = true;
    AlertJournal journal;
    Commissioning commissioning;
    DoseCorrections corrections;
    AlarmAudits audits;
    Forecasts forecasts;
    GlucoseMetrics metrics;

    Home() {
        for (Role role : Role.values()) {
            access.give(code(role), role, ANNA);
        }
        for (var person : List.of(ANNA, BEN)) {
            record.keep(Given.reading(66).of(person).build());
            board.with(FakeBoard.alert(
                    "low-" + person.value(), person, "low", Priority.MEDIUM, NOON, 66, person + " is low: 66 mg/dL"));
        }
        var parts = new Parts(
                FixedHousehold.of("Anna", "Ben"),
                access,
                clock,
                () -> record,
                () -> boardIsThere ? board : null,
                () -> journal,
                () -> rules,
                () -> adapters,
                () -> probes,
                () -> signals,
                () -> clocks,
                () -> commissioning,
                () -> pending,
                () -> corrections,
                () -> audits,
                () -> forecasts,
                () -> metrics,
                reach);
        router = Routes.router(parts, Configured.by(WebConfig.class, Map.of("answerWithinSeconds", 1)));
    }

    ZoneId zone() {
        return FixedHousehold.of("Anna").zone();
    }

    static String code(Role role) {
        return role.name();
    }

    Answer.Reply reply(Asked asked) {
        return (Answer.Reply) router.serve(asked.call()).join();
    }

    static JsonNode json(Answer.Reply reply) {
        try {
            return new ObjectMapper().readTree(reply.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Asked get(String path) {
        return new Asked("GET", path);
    }

    static Asked post(String path, String body) {
        return new Asked("POST", path).body(body);
    }

    /** A request in the making. */
    static final class Asked {
        private final String method;
        private final String path;
        private final Map<String, String> query = new HashMap<>();
        private final Map<String, String> headers = new HashMap<>();
        private String body = "";
        private String from = "192.168.1.20";
        private boolean secure;

        Asked(String method, String path) {
            this.method = method;
            this.path = path;
        }

        Asked as(Role role) {
            return header("authorization", "Bearer " + code(role));
        }

        Asked header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Asked query(String name, String value) {
            query.put(name, value);
            return this;
        }

        Asked body(String json) {
            body = json;
            return this;
        }

        Asked from(String address) {
            from = address;
            return this;
        }

        Asked overTls() {
            secure = true;
            return this;
        }

        Call call() {
            return new Call(method, path, query, headers, body.getBytes(StandardCharsets.UTF_8), from, secure);
        }
    }
}
