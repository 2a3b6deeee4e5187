package org.hearthgate.adapter.coap.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.RecordingSink;

/** The hub as a client, with a clock that the test moves. */
final class Observing implements AutoCloseable {
    private static final Logger CALIFORNIUM = Logger.getLogger("org.eclipse.californium");
    private static final int MOST_ROUNDS = 1500;

    static {
        CALIFORNIUM.setLevel(Level.SEVERE);
    }

    final ManualClock clock = new ManualClock(Packs.NOON);
    final RecordingSink sink = new RecordingSink();
    final CoapClients clients = new CoapClients(clock);
    private final List<CoapSensor> sensors = new ArrayList<>();

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    CoapSensor sensor(String uri, Map<String, ?> settings) {
        var all = new HashMap<String, Object>(Map.of("person", "anna", "uri", uri, "label", "The sensor"));
        all.putAll(settings);
        var sensor = new CoapSensor(clients, sink, Configured.by(CoapSensor.Config.class, all));
        sensors.add(sensor);
        return sensor;
    }

    static DeviceStatus status(CoapSensor sensor) {
        return sensor.devices().get(0);
    }

    /** Lets a tenth of a second of the hub pass for each hundredth of ours, until it is so. */
    void until(BooleanSupplier so) throws InterruptedException {
        until(Duration.ofMillis(100), so);
    }

    void until(Duration step, BooleanSupplier so) throws InterruptedException {
        for (int i = 0; i < MOST_ROUNDS && !so.getAsBoolean(); i++) {
            clock.advance(step);
            boolean ended = new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS); // the network needs a moment
            assert !ended : "nobody counts down";
        }
        if (!so.getAsBoolean()) {
            throw new AssertionError("did not come to pass; taken "
                    + sink.taken().size() + ", quarantined "
                    + sink.quarantined() + ", "
                    + sensors.stream().map(one -> status(one).toString()).toList());
        }
    }

    void untilTaken(int count) throws InterruptedException {
        until(() -> sink.taken().size() >= count);
    }

    @Override
    public void close() {
        sensors.forEach(CoapSensor::close);
        clients.close();
    }
}
