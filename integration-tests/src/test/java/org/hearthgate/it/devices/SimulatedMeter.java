package org.hearthgate.it.devices;

import static org.hearthgate.it.devices.Frames.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;

/** A blood glucose meter that keeps every fingerstick and gives what it is asked for. */
public final class SimulatedMeter extends SleepingDevice {
    private static final int GLUCOSE = 0x1808;
    private static final int MEASUREMENT = 0x2A18;
    private static final int RECORD_ACCESS = 0x2A52;

    private final ConcurrentSkipListMap<Integer, String> memory = new ConcurrentSkipListMap<>();
    private long advertisedAt;

    private SimulatedMeter(BluezDouble bluez, String address, Instant first) {
        super(bluez.peripheral(address), Duration.ofHours(2), first);
    }

    public static SimulatedMeter on(BluezDouble bluez, String address, Instant first) {
        var meter = new SimulatedMeter(bluez, address, first);
        meter.peripheral
                .named("SIM METER")
                .offering(GLUCOSE)
                .having(GLUCOSE, MEASUREMENT, "", "notify")
                .having(GLUCOSE, 0x2A34, "", "notify")
                .having(GLUCOSE, 0x2A51, "0000", "read")
                .having(GLUCOSE, RECORD_ACCESS, "", "indicate")
                .onWrite(GLUCOSE, RECORD_ACCESS, meter::asked);
        meter.peripheral.bonded();
        return meter;
    }

    @Override
    String used(int n, Instant at) {
        int mgPerDl = 70 + n;
        memory.put(
                n,
                frame().octet(2)
                        .two(n)
                        .dateTime(local(at))
                        .sfloat(mgPerDl, -5)
                        .octet(0x11)
                        .hex());
        return key("capillary-glucose", at.getEpochSecond(), mgPerDl);
    }

    @Override
    void awake() {
        if (!memory.isEmpty() && !peripheral.connected() && System.nanoTime() - advertisedAt > 2_000_000_000L) {
            advertisedAt = System.nanoTime();
            peripheral.advertises(-70);
        }
    }

    @Override
    public String key(String kind, long measuredAtEpochSecond, double value) {
        return kind.equals("capillary-glucose") ? measuredAtEpochSecond + " " + Math.round(value) : "";
    }

    private void asked(byte[] request) {
        var asked = ByteBuffer.wrap(request, 1, request.length - 1).order(ByteOrder.LITTLE_ENDIAN);
        int operator = asked.get();
        if (operator != 1 && operator != 5 && operator != 6) {
            asked.get(); // filter type: sequence number
        }
        Map<Integer, String> wanted =
                switch (operator) {
                    case 1 -> memory;
                    case 3 -> memory.tailMap(asked.getShort() & 0xFFFF, true);
                    case 4 -> memory.subMap(asked.getShort() & 0xFFFF, true, asked.getShort() & 0xFFFF, true);
                    case 5 -> memory.headMap(memory.firstKey(), true);
                    case 6 -> memory.tailMap(memory.lastKey(), true);
                    default -> Map.of();
                };
        if (request[0] == 4) {
            peripheral.sends(
                    GLUCOSE,
                    RECORD_ACCESS,
                    frame().octet(5).octet(0).two(wanted.size()).hex());
            return;
        }
        if (request[0] != 1) {
            answer(request[0], request[0] == 3 ? 1 : 2);
            return;
        }
        wanted.values().forEach(record -> peripheral.sends(GLUCOSE, MEASUREMENT, record));
        answer(1, wanted.isEmpty() ? 6 : 1);
    }

    private void answer(int operation, int code) {
        peripheral.sends(
                GLUCOSE,
                RECORD_ACCESS,
                frame().octet(6).octet(0).octet(operation).octet(code).hex());
    }
}
