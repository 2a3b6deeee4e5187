package org.hearthgate.adapter.phone.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;

/** A hub that visits fake phones, on a clock moved by hand. */
abstract class PhoneVisits {
    final ManualClock clock = new ManualClock(Given.NOON);
    final RecordingStore hub = new RecordingStore();
    final List<AutoCloseable> open = new ArrayList<>();
    PhoneAddress.Names names = InetAddress::getAllByName;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    FakePhone phone(FakePhone.Habit habit) throws IOException {
        var phone = new FakePhone(habit);
        open.add(phone);
        return phone;
    }

    PhoneWatch watch(FakePhone phone, Map<String, ?> more) {
        return watch(phone.host(), more);
    }

    PhoneWatch watch(String host, Map<String, ?> more) {
        var values = new HashMap<String, Object>(Map.of("person", "anna", "label", "Anna's phone", "host", host));
        values.putAll(more);
        PhoneSettings settings = PhoneSettings.of(
                Configured.by(PhoneAdapter.Config.class, values),
                Map.of("service.pid", "org.hearthgate.adapter.phone~anna"));
        var watch = new PhoneWatch(settings, names, hub, hub.store, clock, new Random(1));
        open.add(clock.every(Duration.ofSeconds(1), "phone", watch::tick));
        return watch;
    }

    static Instant minutesAgo(long minutes) {
        return Given.NOON.minus(Duration.ofMinutes(minutes));
    }

    static DeviceStatus status(PhoneWatch watch) {
        return watch.statuses().get(0);
    }
}
