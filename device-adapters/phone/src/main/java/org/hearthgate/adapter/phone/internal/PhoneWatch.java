package org.hearthgate.adapter.phone.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.ObservationStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits one phone again and again and takes home what the record lacks. {@link #tick} is called every second on the phone's own thread
 * and does everything there; nothing is asked of a phone but to read.
 */
final class PhoneWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneWatch.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;
    private static final int MOST_READINGS = 1000;
    private static final int MOST_TREATMENTS = 100;
    /** A phone fills its own gaps from the sensor some time after the newest reading: look back as well. */
    private static final Duration LOOK_BACK_EVERY = Duration.ofMinutes(10);

    private static final Duration LOOK_BACK = Duration.ofHours(3);
    private static final Duration LOOK_ALL_EVERY = Duration.ofHours(6);
    private static final Duration EXTRAS_EVERY = Duration.ofMinutes(5);
    private static final Duration NOT_SERVED_FOR = Duration.ofHours(6);

    private final PhoneSettings settings;
    private final PhoneAddress.Names names;
    private final HubClock clock;
    private final PhoneIntake intake;
    private final PhoneStanding standing;
    private final PollPace pace;
    private final PhoneLine line = new PhoneLine(ANSWER_WITHIN, LONGEST_ANSWER);
    private Duration due;
    private Optional<Instant> newest = Optional.empty();
    private Optional<Duration> lookedAll = Optional.empty();
    private Optional<Duration> lookedBack = Optional.empty();
    private Duration treatmentsDue;
    private Duration activityDue;
    private PhoneSettings.App app;

    PhoneWatch(
            PhoneSettings settings,
            PhoneAddress.Names names,
            ObservationSink sink,
            ObservationStore store,
            HubClock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.names = names;
        this.clock = clock;
        intake = new PhoneIntake(sink, store, clock, settings.person());
        standing = new PhoneStanding(settings);
        pace = new PollPace(settings.askEvery(), random);
        app = settings.app();
        due = clock.elapsed();
        treatmentsDue = due;
        activityDue = due;
    }

    List<DeviceStatus> statuses() {
        return standing.statuses(clock.now());
    }

    /** Ends a visit under way; any thread. */
    void end() {
        intake.end();
        try {
            line.abort();
        } catch (IOException e) {
            LOG.debug("The connection to {} was closed already", settings.device(), e);
        }
    }

    /** Visits the phone if that is due. */
    void tick() {
        if (clock.elapsed().compareTo(due) >= 0) {
            due = clock.elapsed().plus(visit());
        }
    }

    /** {@return the pause until the next visit} */
    private Duration visit() {
        try {
            InetSocketAddress phone = settings.address().resolve(names, settings.publicAddressAllowed());
            Duration pause = readings(phone);
            extras(phone);
            return pause;
        } catch (PhoneException e) {
            LOG.debug("{} brought nothing", settings.device(), e);
            standing.failed(e.getMessage());
            return e.why() == PhoneException.Why.SECRET ? pace.afterRefusal() : pace.afterAbsence();
        } catch (SinkBusyException e) {
            // nothing is lost: the phone still has it, and this hub does not count it as read
            standing.remark("The hub cannot store at the moment and asks again");
            return e.retryAfter().compareTo(settings.askEvery()) < 0 ? settings.askEvery() : e.retryAfter();
        }
    }

    private Duration readings(InetSocketAddress phone) throws PhoneException {
        Duration started = clock.elapsed();
        boolean all = isDue(lookedAll, LOOK_ALL_EVERY);
        boolean back = isDue(lookedBack, LOOK_BACK_EVERY);
        PhoneReply reply = ask(phone, "/sgv.json?count=" + count(all, back) + "&all_data=Y&sensor=Y&collector=Y");
        Instant now = clock.now();
        PhoneJson json = PhoneJson.read(reply.body());
        damaged(reply, json);
        if (json.documents().isEmpty()) {
            standing.answered(now, Map.of(), "");
            return pace.afterNothing();
        }
        var decoder = new ReadingDecoder(new PhoneSource(settings.person(), settings.device(), now));
        List<Decoded> decoded = json.documents().stream().map(decoder::decode).toList();
        Map<DeviceId, Instant> told = newestByDevice(decoded);
        recognise(json.documents().get(0));
        standing.answered(now, told, "");
        int bad = intake.take(decoded, now.minus(settings.backfill()));
        standing.remark(remark(json, reply, bad));
        if (all && reply.complete()) {
            lookedAll = Optional.of(started);
        }
        if (back && reply.complete()) {
            lookedBack = Optional.of(started);
        }
        pace.learn(measured(decoded));
        newest = told.values().stream().max(Instant::compareTo);
        return newest.map(at -> pace.afterAnswer(at, now)).orElseGet(pace::afterNothing);
    }

    private boolean isDue(Optional<Duration> last, Duration every) {
        return last.isEmpty() || clock.elapsed().minus(last.get()).compareTo(every) >= 0;
    }

    private int count(boolean all, boolean back) {
        Duration since = newest.map(at -> Duration.between(at, clock.now())).orElse(settings.backfill());
        if (back && since.compareTo(LOOK_BACK) < 0) {
            since = LOOK_BACK;
        }
        if (all || since.compareTo(settings.backfill()) > 0) {
            since = settings.backfill();
        }
        return (int) Math.max(4, Math.min(MOST_READINGS, since.dividedBy(pace.grid()) + 4));
    }

    /** The app is asked for its own dialect once it has shown who it is. */
    private void recognise(ObjectNode document) {
        if (app == PhoneSettings.App.AUTO) {
            app = document.path("_id").asText("").contains("#") ? PhoneSettings.App.JUGGLUCO : PhoneSettings.App.XDRIP;
        }
    }

    /** Treatments and activity must never cost a reading: a failure there is a remark. */
    private void extras(InetSocketAddress phone) {
        if (settings.treatments() && clock.elapsed().compareTo(treatmentsDue) >= 0) {
            String path = app == PhoneSettings.App.JUGGLUCO ? "/api/v1/treatments" : "/treatments.json";
            treatmentsDue = clock.elapsed()
                    .plus(extra(phone, path + "?count=" + MOST_TREATMENTS, (source, documents) -> {
                        var decoder = new TreatmentDecoder(source);
                        return documents.stream().map(decoder::decode).toList();
                    }));
        }
        if ((settings.heartRate() || settings.steps()) && clock.elapsed().compareTo(activityDue) >= 0) {
            activityDue = clock.elapsed()
                    .plus(extra(
                            phone,
                            "/api/v1/activity.json?count=" + MOST_TREATMENTS,
                            (source, documents) -> new ActivityDecoder(source, settings.heartRate(), settings.steps())
                                    .decode(documents)));
        }
    }

    /** Turns a list of documents into what is kept of it. */
    private interface Reading {
        List<Decoded> of(PhoneSource source, List<ObjectNode> documents);
    }

    private Duration extra(InetSocketAddress phone, String path, Reading reading) {
        try {
            PhoneReply reply = ask(phone, path);
            Instant now = clock.now();
            PhoneJson json = PhoneJson.read(reply.body());
            damaged(reply, json);
            var source = new PhoneSource(settings.person(), settings.device(), now);
            intake.take(reading.of(source, json.documents()), now.minus(settings.backfill()));
            return EXTRAS_EVERY;
        } catch (PhoneException e) {
            LOG.debug("{} does not tell {}", settings.device(), path, e);
            return e.why() == PhoneException.Why.AWAY ? EXTRAS_EVERY : NOT_SERVED_FOR;
        } catch (SinkBusyException e) {
            return e.retryAfter();
        }
    }

    private PhoneReply ask(InetSocketAddress phone, String path) throws PhoneException {
        PhoneReply reply = line.get(phone, path, settings.secretHash());
        return switch (reply.status()) {
            case 200 -> reply;
            case 401, 403 ->
                throw new PhoneException(
                        PhoneException.Why.SECRET,
                        settings.secretHash().isPresent()
                                ? "it refuses the secret: make .secret the same as in the app's web service, and empty where the app"
                                        + " has none"
                                : "it wants a secret: set .secret to that of the app's web service");
            case 400, 404 ->
                throw new PhoneException(
                        PhoneException.Why.NOT_SERVED,
                        "it answers, but serves no readings (HTTP " + reply.status()
                                + "): check host, and .secret (Juggluco answers a wrong one so)");
            default ->
                throw new PhoneException(
                        PhoneException.Why.NONSENSE,
                        "it answers with HTTP " + reply.status() + ": look at the app on the phone");
        };
    }

    private void damaged(PhoneReply reply, PhoneJson json) {
        if (json.broken().isPresent() && reply.complete()) {
            byte[] body = reply.body();
            intake.quarantine(
                    json.broken().get(),
                    new RawForm(PhoneSource.RAW_TYPE, java.util.Arrays.copyOf(body, Math.min(body.length, 4096))));
        }
    }

    private static String remark(PhoneJson json, PhoneReply reply, int bad) {
        if (!reply.complete()) {
            return "Its answers break off on the way: is it at the edge of the Wi-Fi?";
        }
        if (bad > 0 || json.broken().isPresent()) {
            return "Some of what it tells cannot be taken and is in quarantine";
        }
        // what the app itself says of its sensor, e.g. that the transmitter is out of reach
        String collector =
                json.documents().get(0).path("collector_status").asText("").strip();
        boolean printable = collector.length() <= 80 && collector.chars().noneMatch(Character::isISOControl);
        return collector.isEmpty() || !printable ? "" : "The app says: " + collector;
    }

    private static Map<DeviceId, Instant> newestByDevice(List<Decoded> decoded) {
        var newest = new HashMap<DeviceId, Instant>();
        for (Observation observation : observations(decoded)) {
            newest.merge(
                    observation.device(), observation.measuredAt(), (one, other) -> one.isAfter(other) ? one : other);
        }
        return newest;
    }

    private static List<Instant> measured(List<Decoded> decoded) {
        return observations(decoded).stream()
                .map(Observation::measuredAt)
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }

    private static List<Observation> observations(List<Decoded> decoded) {
        var all = new ArrayList<Observation>();
        for (Decoded document : decoded) {
            if (document instanceof Decoded.Taken taken) {
                all.addAll(taken.observations());
            }
        }
        return all;
    }
}
