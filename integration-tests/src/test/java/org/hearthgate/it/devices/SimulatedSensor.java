package org.hearthgate.it.devices;

import static org.hearthgate.it.devices.Frames.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;

/**
 * A continuous glucose sensor on the double's air: the Bluetooth CGM service with checks, a memory of its session, and a record access
 * control point that gives it back. It measures when a test says so, or by itself every five minutes.
 */
public final class SimulatedSensor implements SimulatedDevice {
    private static final int CGM = 0x181F;
    private static final int MEASUREMENT = 0x2AA7;
    private static final int STATUS = 0x2AA9;
    private static final int RECORD_ACCESS = 0x2A52;
    private static final int OPS_CONTROL = 0x2AAC;
    private static final int INTERVAL_MINUTES = 5;
    private static final int RUN_TIME_HOURS = 336;

    private final Peripheral peripheral;
    private final Instant startedAt;
    private final ConcurrentSkipListMap<Integer, Integer> memory = new ConcurrentSkipListMap<>();
    private int toldAge = -1;

    private SimulatedSensor(Peripheral peripheral, Instant startedAt) {
        this.peripheral = peripheral;
        this.startedAt = startedAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A bonded sensor whose session began then. */
    public static SimulatedSensor on(BluezDouble bluez, String address, Instant startedAt, Instant now) {
        var sensor = new SimulatedSensor(bluez.peripheral(address), startedAt);
        LocalDateTime start = LocalDateTime.ofInstant(sensor.startedAt, ZoneOffset.UTC);
        sensor.peripheral
                .named("SIM CGM")
                .offering(CGM)
                .having(CGM, MEASUREMENT, "", "notify")
                .having(CGM, 0x2AA8, frame().two(0x9e6e).octet(1).octet(0x59).checked(), "read")
                .having(CGM, 0x2AAA, frame().dateTime(start).octet(0).octet(0).checked(), "read")
                .onWrite(CGM, 0x2AAA, octets -> {})
                .having(CGM, 0x2AAB, frame().two(RUN_TIME_HOURS).checked(), "read")
                .having(CGM, RECORD_ACCESS, "", "indicate")
                .onWrite(CGM, RECORD_ACCESS, sensor::asked)
                .having(CGM, OPS_CONTROL, "", "indicate")
                .onWrite(CGM, OPS_CONTROL, sensor::controlled)
                .having(0x180A, 0x2A24, HexFormat.of().formatHex("SIM".getBytes(StandardCharsets.UTF_8)), "read");
        sensor.tellAge(now);
        sensor.peripheral.bonded();
        return sensor;
    }

    @Override
    public Peripheral peripheral() {
        return peripheral;
    }

    @Override
    public boolean worn() {
        return true;
    }

    /** {@return how old the session is then, in whole minutes} */
    public int minute(Instant at) {
        return (int) Duration.between(startedAt, at).toMinutes();
    }

    private void tellAge(Instant now) {
        toldAge = minute(now);
        peripheral.having(
                CGM, STATUS, frame().two(toldAge).octet(0).octet(0).octet(0).checked(), "read");
    }

    /** Measures into its memory without saying so. */
    public void remembers(int minute, int mgPerDl) {
        memory.put(minute, mgPerDl);
    }

    /** Measures and says so; {@return whether anybody listened} */
    public boolean measures(int minute, int mgPerDl) {
        remembers(minute, mgPerDl);
        return peripheral.sends(CGM, MEASUREMENT, record(minute, mgPerDl));
    }

    @Override
    public void live(Instant now) {
        int minute = minute(now);
        if (minute != toldAge) {
            tellAge(now);
        }
        int due = minute / INTERVAL_MINUTES * INTERVAL_MINUTES;
        if (!memory.containsKey(due)) {
            measures(due, (int) Math.round(130 + 40 * Math.sin(due / 90.0)));
        }
    }

    /** {@return everything it ever measured, by minute of its session} */
    public Map<Integer, Integer> memory() {
        return Map.copyOf(memory);
    }

    @Override
    public Set<String> truth() {
        return memory.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().doubleValue())
                .collect(Collectors.toSet());
    }

    @Override
    public String key(String kind, long measuredAtEpochSecond, double value) {
        // it tells its age in whole minutes, so a time in the record may be off by one
        long pauses = Math.round((measuredAtEpochSecond - startedAt.getEpochSecond()) / 60.0 / INTERVAL_MINUTES);
        return kind.equals("glucose") ? pauses * INTERVAL_MINUTES + " " + value : "";
    }

    private void asked(byte[] request) {
        if (request[0] != 1) { // it only gives; anything else would be seen in what the double has kept
            answer(request[0], request[0] == 3 ? 1 : 2);
            return;
        }
        var asked = ByteBuffer.wrap(request, 1, request.length - 1).order(ByteOrder.LITTLE_ENDIAN);
        int operator = asked.get();
        if (operator != 1) {
            asked.get(); // filter type: time offset
        }
        Map<Integer, Integer> wanted =
                switch (operator) {
                    case 1 -> memory;
                    case 3 -> memory.tailMap(asked.getShort() & 0xFFFF, true);
                    case 4 -> memory.subMap(asked.getShort() & 0xFFFF, true, asked.getShort() & 0xFFFF, true);
                    default -> Map.of();
                };
        wanted.forEach((minute, mgPerDl) -> peripheral.sends(CGM, MEASUREMENT, record(minute, mgPerDl)));
        answer(1, wanted.isEmpty() ? 6 : 1);
    }

    private void answer(int operation, int code) {
        peripheral.sends(
                CGM,
                RECORD_ACCESS,
                frame().octet(6).octet(0).octet(operation).octet(code).hex());
    }

    private void controlled(byte[] request) {
        if (request[0] == 2) {
            peripheral.sends(
                    CGM, OPS_CONTROL, frame().octet(3).octet(INTERVAL_MINUTES).checked());
        }
    }

    private static String record(int minute, int mgPerDl) {
        return frame().octet(8).octet(0).two(mgPerDl).two(minute).checked();
    }
}
