package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.DeviceTouch;
import org.hearthgate.api.device.DeviceTouch.Stage;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.InsulinDose.Purpose;
import org.hearthgate.api.observation.PersonId;

/** A made-up home full of devices: a pen that is touched again and again, a scale that asks, and a dozen more. */
final class DevDevices {
    private static final List<String> ADAPTERS =
            List.of("cgm", "pen", "scale", "meter", "vitals", "wearable", "coap", "mqtt", "gadgetbridge", "phone");

    private DevDevices() {}

    static void moveInto(DevHub hub, Instant now, PersonId ben, PersonId grandpa) {
        dose(hub, 1, now.minus(Duration.ofMinutes(22)), 4, Purpose.BOLUS);
        dose(hub, 2, now.minus(Duration.ofMinutes(23)), 2, Purpose.BOLUS);
        dose(hub, 3, now.minus(Duration.ofHours(5)), 6.5, Purpose.BOLUS);
        dose(hub, 4, now.minus(Duration.ofHours(9)), 14, Purpose.BASAL);
        dose(hub, 5, now.minus(Duration.ofHours(14)), 3, Purpose.BOLUS);
        var corrections = new FakeCorrections();
        corrections.said.put(2L, new DoseCorrection(2, Purpose.PRIME, DoseCorrection.By.RULE));
        hub.servlet.corrections = corrections;
        hub.servlet.pending = List.of(new FakeScale(now.minus(Duration.ofMinutes(3)))
                .asking("w1", "72.45 kg", grandpa, ben, ANNA)
                .asking("w2", "31.20 kg", ANNA, ben, grandpa)
                .asking("w3", "Body composition", ANNA, ben, grandpa));
        hub.servlet.adapters = IntStream.range(0, ADAPTERS.size())
                .<DeviceAdapter>mapToObj(i -> new OneOfMany(ADAPTERS.get(i), i))
                .toList();
        touchAgainAndAgain(new TouchEvents(hub.events));
    }

    private static void dose(DevHub hub, long sequence, Instant at, double units, Purpose purpose) {
        hub.record.keep(FakeCorrections.dose(ANNA, sequence, at, units, purpose));
    }

    private static void touchAgainAndAgain(TouchEvents touches) {
        List<DeviceTouch> all = List.of(
                touch(Optional.empty(), Stage.READING, "Reading the pen: hold still"),
                touch(Optional.of(ANNA), Stage.DONE, "12 doses and 2 air shots read, last 4 U at 07:40"),
                touch(
                        Optional.of(ANNA),
                        Stage.CUT_OFF,
                        "3 doses read; the pen moved away too early: touch again and hold still"),
                touch(Optional.empty(), Stage.UNASSIGNED, "Pen ABC123 belongs to nobody here yet"),
                touch(
                        Optional.of(ANNA),
                        Stage.FAILED,
                        "The pen was read, but the hub cannot save it now: it tries again by itself; touch again later to be sure"));
        var next = new AtomicInteger();
        ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "dev-touches");
            thread.setDaemon(true);
            return thread;
        });
        hand.scheduleAtFixedRate(
                () -> touches.touched(all.get(next.getAndIncrement() % all.size())), 1, 4, TimeUnit.SECONDS);
    }

    private static DeviceTouch touch(Optional<PersonId> person, Stage stage, String message) {
        return new DeviceTouch(Instant.now(), Optional.empty(), person, stage, message);
    }

    private record OneOfMany(String name, int number) implements DeviceAdapter {
        @Override
        public List<DeviceStatus> devices() {
            DeviceStatus.State state = DeviceStatus.State.values()[number % 5 == 0 ? 2 : number % 3 == 0 ? 0 : 1];
            Optional<Instant> heard = state == DeviceStatus.State.WAITING
                    ? Optional.empty()
                    : Optional.of(Instant.now().minusSeconds(90L * (number + 1)));
            String why =
                    switch (state) {
                        case WAITING -> "Nothing heard yet. Bring it near the hub and use it once.";
                        case HEARD -> "Read when it is used; 3 readings today.";
                        case LOST -> "Not heard for longer than usual: is it in range, and its battery full?";
                    };
            return List.of(new DeviceStatus(
                    new DeviceId("urn:dev:mac:00005efffe0053" + (10 + number) + ":"),
                    name.equals("scale") ? Optional.empty() : Optional.of(ANNA),
                    state,
                    heard,
                    why));
        }
    }
}
