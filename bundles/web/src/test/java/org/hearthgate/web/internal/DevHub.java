package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;

/**
 * The page over made-up people, one port per situation, for looking at it: {@code main [firstPort]}. Log in with {@code family},
 * {@code installer}, {@code fleet} or {@code clinician}. {@code docs/screenshots/take} photographs it.
 */
final class DevHub {
    static final List<String> SITUATIONS = List.of(
            "fine",
            "low",
            "urgent-low",
            "high",
            "stale",
            "no-data",
            "two-people",
            "first-run",
            "doubted",
            "warm-up",
            "devices",
            "escalated",
            "taken",
            "two-alarms",
            "hub-alarm",
            "alarms",
            "audit",
            "audit-calm",
            "ahead",
            "ahead-low",
            "no-forecast");

    final FakeRecord record = new FakeRecord();
    final FakeBoard board = new FakeBoard();
    final FakeAccess access = new FakeAccess();
    final LiveEvents events;
    final Reach reach;
    final HubServlet servlet;
    private final Server server;

    private DevHub(FixedHousehold household, int port) throws Exception {
        HubClock clock = new WallClock();
        WebConfig config = Configured.by(WebConfig.class);
        events = new LiveEvents(clock, config);
        events.store = record;
        reach = new Reach(new PageChannel(events));
        servlet = new HubServlet(household, access, clock, events, reach, config);
        servlet.store = record;
        servlet.board = board.telling(events::changed);
        servlet.probes = DevChecks.well();
        servlet.signals = DevSignals::well;
        servlet.clocks = List::of;
        servlet.adapters = List.of(new DevChecks.TwoDevices());
        server = new Server(port);
        var context = new ServletContextHandler();
        var rest = new ServletHolder(servlet);
        rest.setAsyncSupported(true);
        context.addServlet(rest, "/hub/v1/*");
        context.addServlet(rest, "/health");
        context.addServlet(new ServletHolder(new PageServlet()), "/");
        server.setHandler(context);
        server.start();
    }

    static DevHub empty(FixedHousehold household, int port) throws Exception {
        return new DevHub(household, port);
    }

    int port() {
        return server.getURI().getPort();
    }

    void stop() throws Exception {
        events.stop();
        server.stop();
    }

    /** A home in one of the {@link #SITUATIONS}, as it would be right now. */
    static DevHub in(String situation, int port) throws Exception {
        boolean two = List.of("two-people", "devices", "two-alarms").contains(situation);
        var hub = new DevHub(two ? FixedHousehold.of("Anna", "Ben", "Grandpa") : FixedHousehold.of("Anna"), port);
        PersonId grandpa = new PersonId("grandpa");
        hub.access
                .give("family", Role.FAMILY, ANNA, BEN, grandpa)
                .give("clinician", Role.CLINICIAN, ANNA, BEN, grandpa)
                .give("installer", Role.INSTALLER)
                .give("fleet", Role.FLEET);
        Instant now = Instant.now().minusSeconds(100);
        DevForecasts.moveInto(hub, situation, now);
        switch (situation) {
            case "ahead" -> hub.day(ANNA, now, 118, -1.4);
            case "ahead-low" -> hub.day(ANNA, now, 84, -1.9);
            case "no-forecast" -> hub.day(ANNA, now, 126, -0.2);
            case "fine" -> hub.day(ANNA, now, 118, -0.1);
            case "low" -> {
                hub.day(ANNA, now, 64, -1.3);
                hub.raise(FakeBoard.alert(
                        "a1",
                        ANNA,
                        "low",
                        Priority.MEDIUM,
                        now,
                        64,
                        "Anna is low: 64 mg/dL and falling. Give fast sugar now."));
            }
            case "urgent-low" -> {
                hub.day(ANNA, now, 48, -2.2);
                hub.raise(FakeBoard.alert(
                        "a1",
                        ANNA,
                        "urgent-low",
                        Priority.HIGH,
                        now,
                        48,
                        "Anna is very low: 48 mg/dL and falling fast. Treat the low now."));
            }
            case "high" -> {
                hub.day(ANNA, now, 291, 1.4);
                Alert high = FakeBoard.alert(
                        "a1",
                        ANNA,
                        "high",
                        Priority.LOW,
                        now.minus(Duration.ofMinutes(22)),
                        271,
                        "Anna is high: 271 mg/dL for over an hour.");
                hub.raise(high.to(
                        AlertState.ACKNOWLEDGED,
                        now.minus(Duration.ofMinutes(20)),
                        Optional.of("family"),
                        Optional.empty()));
            }
            case "doubted" -> {
                DevSignals.pressure(hub.record, now);
                hub.trouble();
                hub.raise(FakeBoard.alert(
                        "a1",
                        ANNA,
                        "low",
                        Priority.MEDIUM,
                        now,
                        64,
                        "Anna is low: 64 mg/dL and falling. Give fast sugar now."));
            }
            case "devices" -> {
                hub.day(ANNA, now, 118, -0.1);
                hub.day(BEN, now.minusSeconds(40), 131, 0.3);
                hub.day(grandpa, now.minusSeconds(90), 163, 0.1);
                DevDevices.moveInto(hub, now, BEN, grandpa);
            }
            case "escalated", "taken", "hub-alarm", "alarms" -> {
                hub.day(ANNA, now, situation.equals("alarms") ? 118 : 51, situation.equals("alarms") ? -0.1 : -1.9);
                DevAlarms.moveInto(hub, situation, now);
            }
            case "two-alarms" -> {
                hub.day(ANNA, now, 52, -2.1);
                hub.day(BEN, now.minusSeconds(40), 66, -1.2);
                DevAlarms.moveInto(hub, situation, now);
            }
            case "audit", "audit-calm" -> {
                hub.day(ANNA, now, 112, 0.1);
                DevAlarms.moveInto(hub, "alarms", now);
                DevAudits.moveInto(hub, situation, now);
            }
            case "warm-up" -> DevSignals.warmingUp(hub.record, now);
            case "stale" -> hub.day(ANNA, now.minus(Duration.ofMinutes(10)), 104, -0.4);
            case "no-data" -> {
                hub.day(ANNA, now.minus(Duration.ofMinutes(21)), 97, -0.6);
                hub.raise(FakeBoard.alert(
                        "a1",
                        ANNA,
                        "no-data",
                        Priority.LOW,
                        now.minus(Duration.ofMinutes(6)),
                        Double.NaN,
                        "Anna: no reading for 21 min. The phone that carries the sensor left the Wi-Fi at 02:48."));
            }
            case "two-people" -> {
                hub.day(ANNA, now, 126, 0.2);
                hub.day(BEN, now.minusSeconds(40), 66, -1.2);
                hub.day(grandpa, now.minusSeconds(90), 203, 1.1);
                hub.raise(FakeBoard.alert(
                        "b1",
                        BEN,
                        "low",
                        Priority.MEDIUM,
                        now,
                        66,
                        "Ben is low: 66 mg/dL and falling. Give fast sugar now."));
            }
            default -> {}
        }
        return hub;
    }

    private void trouble() {
        servlet.probes = DevChecks.troubled();
        servlet.signals = DevSignals::troubled;
        servlet.clocks = DevSignals::clocks;
    }

    void raise(Alert alert) {
        board.with(alert);
        events.changed(alert);
    }

    /** A plausible day that ends at this value with this slope per minute, with one hole in the early part. */
    private void day(PersonId person, Instant end, double last, double slope) {
        for (int i = 287; i >= 0; i--) {
            if (i > 17 && i < 24 || i > 120 && i < 140) {
                continue;
            }
            double wave = 128 + 46 * Math.sin(i / 19.0) + 22 * Math.sin(i / 7.0 + 1) + 9 * Math.sin(i * 1.7);
            double blend = Math.exp(-i / 5.0);
            double value = blend * (last - slope * 5 * i) + (1 - blend) * (wave + (last - 128) * Math.exp(-i / 14.0));
            record.keep(Given.reading(Math.max(39, Math.round(value)))
                    .of(person)
                    .from("sensor-" + person.value())
                    .minutesBefore(end, 5.0 * i)
                    .build());
        }
    }

    private record WallClock() implements HubClock {
        @Override
        public Instant now() {
            return Instant.ofEpochMilli(System.currentTimeMillis());
        }

        @Override
        public boolean trusted() {
            return true;
        }

        @Override
        public Repetition every(Duration period, String name, Runnable task) {
            throw new UnsupportedOperationException("this room repeats nothing on the hub's clock");
        }
    }

    public static void main(String[] args) throws Exception {
        int first = args.length > 0 ? Integer.parseInt(args[0]) : 18080;
        Map<String, Integer> ports = new HashMap<>();
        for (int i = 0; i < SITUATIONS.size(); i++) {
            ports.put(SITUATIONS.get(i), in(SITUATIONS.get(i), first + i).port());
        }
        org.slf4j.LoggerFactory.getLogger(DevHub.class).info("Log in with 'family' at {}", ports);
        Thread.currentThread().join();
    }
}
