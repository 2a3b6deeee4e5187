package org.hearthgate.rules.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.rules.LocalHour;

/**
 * Why nothing is heard, in one sentence that names what is known and since when: the first of these that speaks wins, from the sensor
 * itself over the device that carries it to the hub.
 */
final class Silence {
    private static final Pattern REFUSED = Pattern.compile(DeviceEvent.REFUSED_AHEAD_SECONDS + "(\\d{1,12});");
    private static final Duration REFUSAL_HOLDS = Duration.ofMinutes(20);
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(150);
    private static final Duration STARTED_LATELY = Duration.ofMinutes(30);
    /** Adapters whose device carries what other devices measured. */
    private static final Set<String> CARRIERS = Set.of("phone");
    /** The adapter of sensors that the hub hears itself. */
    private static final String WORN = "cgm";
    /** Whoever sends by itself is known to no adapter. */
    private static final Set<String> SENDERS = Set.of("nightscout");

    /** Adapters that know the devices they hear, whether they are heard or not. */
    private static final Set<String> KEEPERS = Set.of("cgm", "coap", "mqtt", "phone", "simulator");

    private final Snapshot snapshot;

    Silence(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** {@return what still arrives, though no alarm may rest on it, of the last minutes} */
    Optional<GlucoseReading> newestUseless(Duration recently) {
        Instant heard = snapshot.lastHeardAt().orElse(Instant.MIN);
        Instant from = snapshot.asOf().minus(recently);
        return snapshot.glucose().stream()
                .filter(reading -> reading.receivedAt().isAfter(heard)
                        && !reading.receivedAt().isBefore(from))
                .max(Comparator.comparing(GlucoseReading::receivedAt));
    }

    String whyUseless(GlucoseReading reading) {
        if (reading.quality().has(Doubt.Flag.WARM_UP)) {
            return "The sensor is warming up.";
        }
        if (reading.quality().has(Doubt.Flag.AMBIGUOUS_TIME)) {
            return "Its readings carry a local time that this night has twice: set its clock to UTC, or wait an hour.";
        }
        Duration age = Duration.between(reading.measuredAt(), reading.receivedAt());
        boolean late = age.compareTo(Snapshot.FRESH_FOR) > 0;
        boolean early = age.negated().compareTo(Snapshot.FUTURE_TOLERANCE) > 0;
        Optional<String> hubsClock = unwell("clock").map(fact -> fact.health().message());
        if ((late || early) && hubsClock.isPresent()) {
            return "Readings arrive, but " + lowerFirst(sentence(hubsClock.get()));
        }
        if (late) {
            return ("Readings arrive %d min after the device's own time: its clock is behind or the route is slow;"
                            + " set the device's clock.")
                    .formatted(age.toMinutes());
        }
        if (early) {
            return "Readings arrive %d min from the future: check the clock of the phone."
                    .formatted(age.negated().toMinutes());
        }
        return reading.quality().doubts().stream()
                .filter(doubt -> doubt.flag().forbidsAlarm())
                .findFirst()
                .map(doubt -> "Readings arrive, but no alarm may rest on them: " + doubt.reason() + ".")
                .orElse("Check that the phone or the sensor is near and switched on.");
    }

    /** {@return the cause, as far as it is known; says so when nothing is} */
    String cause() {
        return refused()
                .or(this::sensorSaid)
                .or(this::outlived)
                .or(this::hubCannotTakeIt)
                .or(this::carrier)
                .or(this::sensorsLink)
                .or(this::hubsNetwork)
                .or(this::nobodyListens)
                .or(this::radio)
                .or(this::startedLately)
                .orElse("Check that the phone or the sensor is near and switched on.");
    }

    /** Its readings come, but the hub's door refuses them; the door says so every ten minutes. */
    private Optional<String> refused() {
        return snapshot.deviceEvents().stream()
                .filter(event -> event.event() == DeviceEvent.Event.CLOCK_CHANGED
                        && Duration.between(event.receivedAt(), snapshot.asOf()).compareTo(REFUSAL_HOLDS) <= 0)
                .map(event -> new Refusal(event, REFUSED.matcher(event.detail())))
                .filter(refusal -> refusal.detail().lookingAt())
                .reduce((first, second) -> second)
                .map(refusal -> unwell("clock")
                        .map(fact -> "Readings are refused, because "
                                + lowerFirst(sentence(fact.health().message())))
                        .orElseGet(() ->
                                "Readings are refused: the clock of %s is %d min ahead. Set its date, time and time zone."
                                        .formatted(
                                                refusal.event().device(),
                                                Long.parseLong(refusal.detail().group(1)) / 60)));
    }

    private record Refusal(DeviceEvent event, Matcher detail) {}

    private Optional<String> sensorSaid() {
        return snapshot.deviceEvents().stream()
                .filter(event -> switch (event.event()) {
                    case SENSOR_STARTED, WARM_UP_STARTED, SENSOR_ENDED, SENSOR_FAULT -> true;
                    default -> false;
                })
                .filter(event -> snapshot.lastHeardAt()
                        .filter(heard -> event.receivedAt().isBefore(heard))
                        .isEmpty())
                .reduce((first, second) -> second)
                .flatMap(this::said);
    }

    private Optional<String> said(DeviceEvent event) {
        String at = LocalHour.of(event.measuredAt(), snapshot);
        return switch (event.event()) {
            case SENSOR_ENDED -> Optional.of("The sensor has ended at " + at + ": put on a new one.");
            case SENSOR_FAULT ->
                Optional.of("The sensor reports a fault since " + at + ": look at it, and measure with a meter.");
            default ->
                Duration.between(event.measuredAt(), snapshot.asOf()).compareTo(LONGEST_WARM_UP) < 0
                        ? Optional.of("The sensor is warming up since " + at + ".")
                        : Optional.empty();
        };
    }

    private Optional<String> outlived() {
        return snapshot.latestTrusted()
                .filter(reading -> reading.quality().has(Doubt.Flag.END_OF_LIFE))
                .map(reading -> "The sensor is past the end of its life: put on a new one.");
    }

    private Optional<String> hubCannotTakeIt() {
        return snapshot.circumstances().hub().stream()
                .filter(fact -> fact.probe().equals("ingest") && fact.health().status() == Health.Status.FAILED)
                .findFirst()
                .map(fact -> "The hub cannot take readings since " + since(fact) + ": "
                        + sentence(fact.health().message()));
    }

    /** A phone that carries the sensor's readings. */
    private Optional<String> carrier() {
        Set<DeviceId> measured = devices();
        List<DeviceStatus> carriers = route().filter(CARRIERS::contains)
                .map(route -> snapshot.circumstances().devices().stream()
                        .filter(status -> status.adapter().equals(route) && !isToldOf(status, measured))
                        .toList())
                .orElse(List.of());
        Optional<DeviceStatus> lost = carriers.stream()
                .filter(status -> status.state() == DeviceStatus.State.LOST)
                .findFirst();
        // one that answers knows why it has nothing to tell
        return lost.or(() -> carriers.stream().findFirst()).flatMap(this::said);
    }

    /** A sensor that a phone tells of; the phone's own device measures too where it names no other. */
    private static boolean isToldOf(DeviceStatus status, Set<DeviceId> measured) {
        return measured.contains(status.device()) && status.why().startsWith("Told of by");
    }

    private Optional<String> sensorsLink() {
        Set<DeviceId> measured = devices();
        return snapshot.circumstances().devices().stream()
                .filter(status -> measured.contains(status.device())
                        || measured.isEmpty() && status.adapter().equals(WORN))
                .filter(status -> status.state() != DeviceStatus.State.HEARD)
                .findFirst()
                .flatMap(this::said);
    }

    private Optional<String> said(DeviceStatus status) {
        if (status.why().isBlank()) {
            return Optional.empty();
        }
        String when = status.state() == DeviceStatus.State.HEARD
                ? ""
                : status.lastHeardAt()
                        .map(heard -> " Last heard at " + LocalHour.of(heard, snapshot) + ".")
                        .orElse("");
        return Optional.of(sentence(status.why()) + when);
    }

    private Optional<String> hubsNetwork() {
        return unwell("network")
                .map(fact -> "The hub itself lost its network at " + since(fact) + ": "
                        + sentence(fact.health().message()));
    }

    /** Said only once somebody has looked round: else nobody's silence means anything. */
    private Optional<String> nobodyListens() {
        boolean looked = !snapshot.circumstances().hub().isEmpty();
        Optional<String> route = route();
        if (!looked || route.isEmpty()) {
            return Optional.empty();
        }
        String since = snapshot.lastHeardAt()
                .map(heard -> LocalHour.of(heard, snapshot))
                .orElse("then");
        if (SENDERS.contains(route.get())) {
            return Optional.of("The app that sends the readings has sent none since " + since
                    + ": look at it, and whether its phone is in the Wi-Fi.");
        }
        Set<DeviceId> measured = devices();
        boolean known = !KEEPERS.contains(route.get())
                || snapshot.circumstances().devices().stream()
                        .anyMatch(status -> measured.contains(status.device())
                                || status.adapter().equals(route.get()));
        return known
                ? Optional.empty()
                : unwell("adapter-" + route.get())
                        .map(fact -> sentence(fact.health().message()))
                        .or(() -> Optional.of("Nothing in the hub listens to the sensor any more: its adapter '"
                                + route.get() + "' is missing. Look at the hub's settings."));
    }

    private Optional<String> radio() {
        return route().filter(WORN::equals)
                .flatMap(route -> unwell("bluetooth"))
                .map(fact -> sentence(fact.health().message()));
    }

    private Optional<String> startedLately() {
        boolean silentBefore =
                snapshot.watchedSince().isAfter(snapshot.lastHeardAt().orElse(Instant.MIN));
        if (!silentBefore) {
            return Optional.empty();
        }
        boolean lately =
                Duration.between(snapshot.watchedSince(), snapshot.asOf()).compareTo(STARTED_LATELY) <= 0;
        return Optional.of(
                lately
                        ? "Nothing was heard since the hub started at "
                                + LocalHour.of(snapshot.watchedSince(), snapshot) + ": check the phone or the sensor."
                        : "Nothing was heard since the hub started: check the phone or the sensor.");
    }

    private Optional<HubFact> unwell(String probe) {
        return snapshot.circumstances().hub(probe).filter(fact -> fact.health().status() != Health.Status.OK);
    }

    private String since(HubFact fact) {
        return LocalHour.of(fact.since(), snapshot);
    }

    /** {@return the adapter that brought the newest reading of all; after hours of silence, one that has lost its device} */
    private Optional<String> route() {
        List<GlucoseReading> glucose = snapshot.glucose();
        return glucose.isEmpty()
                ? snapshot.circumstances().devices().stream()
                        .filter(status -> status.state() == DeviceStatus.State.LOST
                                && (CARRIERS.contains(status.adapter())
                                        || status.adapter().equals(WORN)))
                        .map(DeviceStatus::adapter)
                        .findFirst()
                : Optional.of(
                        glucose.get(glucose.size() - 1).origin().provenance().adapter());
    }

    private Set<DeviceId> devices() {
        var devices = new HashSet<DeviceId>();
        snapshot.glucose().forEach(reading -> devices.add(reading.device()));
        return devices;
    }

    private static String sentence(String words) {
        String text = words.strip();
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") ? text : text + ".";
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
