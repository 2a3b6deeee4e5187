package org.hearthgate.it.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;
import org.hearthgate.it.devices.SimulatedCuff;
import org.hearthgate.it.devices.SimulatedDevice;
import org.hearthgate.it.devices.SimulatedMeter;
import org.hearthgate.it.devices.SimulatedMiScale;
import org.hearthgate.it.devices.SimulatedOximeter;
import org.hearthgate.it.devices.SimulatedSensor;
import org.hearthgate.it.devices.SimulatedStrap;
import org.hearthgate.it.devices.SimulatedThermometer;

/** Twelve devices of four people, each of which comes and goes as it likes. */
final class Fleet {
    static final List<String> PEOPLE = List.of("Anna", "Ben", "Carla", "David");
    private static final String PREFIX = "00:00:5E:00:53:";
    private static final int LONGEST_PRESENCE_MINUTES = 90;
    private static final int LONGEST_ABSENCE_MINUTES = 20;

    private final Map<String, SimulatedDevice> devices = new LinkedHashMap<>();
    private final Map<SimulatedDevice, Instant> changes = new HashMap<>();
    private final Map<SimulatedDevice, Boolean> away = new HashMap<>();
    private final Map<SimulatedDevice, Long> advertisedAt = new HashMap<>();
    private final Random random;
    private int flaps;

    Fleet(BluezDouble bluez, Instant now, Random random) {
        this.random = random;
        for (int i = 0; i < PEOPLE.size(); i++) {
            add(SimulatedSensor.on(bluez, address(), now.minus(Duration.ofHours(2)), now));
        }
        Instant soon = now.plus(Duration.ofMinutes(5));
        add(SimulatedMeter.on(bluez, address(), soon));
        add(SimulatedMeter.on(bluez, address(), soon.plusSeconds(300)));
        add(new SimulatedMiScale(bluez, address(), 60, soon));
        add(new SimulatedMiScale(bluez, address(), 90, soon.plusSeconds(600)));
        add(new SimulatedStrap(bluez, address(), now));
        add(new SimulatedCuff(bluez, address(), soon));
        add(new SimulatedThermometer(bluez, address(), soon));
        add(new SimulatedOximeter(bluez, address(), soon));
        devices.values().forEach(device -> changes.put(device, now.plus(minutes(LONGEST_PRESENCE_MINUTES))));
    }

    private static String address(int number) {
        return PREFIX + String.format("%02X", number + 1);
    }

    /** {@return the address of the one that is added next} */
    private String address() {
        return address(devices.size());
    }

    private void add(SimulatedDevice device) {
        devices.put(address(), device);
    }

    private Duration minutes(int atMost) {
        return Duration.ofMinutes(1 + random.nextInt(atMost));
    }

    /** {@return the settings of a home that has them all, by PID} */
    static Map<String, Map<String, Object>> settings() {
        var settings = new LinkedHashMap<String, Map<String, Object>>();
        List<String> rooms = List.of(
                "cgm",
                "cgm",
                "cgm",
                "cgm",
                "meter",
                "meter",
                "scale",
                "scale",
                "wearable",
                "vitals.blood-pressure",
                "vitals.thermometer",
                "vitals.oximeter");
        for (int i = 0; i < rooms.size(); i++) {
            var one = new LinkedHashMap<String, Object>();
            one.put("person", PEOPLE.get(i % PEOPLE.size()).toLowerCase(java.util.Locale.ROOT));
            one.put("bluetoothAddress", address(i));
            if (rooms.get(i).equals("scale")) {
                one.put("speaks", "xiaomi");
            }
            settings.put("org.hearthgate.adapter." + rooms.get(i) + "~device-" + i, one);
        }
        return settings;
    }

    List<SimulatedDevice> devices() {
        return List.copyOf(devices.values());
    }

    /** {@return how often a device went away} */
    int flaps() {
        return flaps;
    }

    /** Lets every device live until now; some go, some come back. */
    void live(Instant now) {
        for (SimulatedDevice device : devices.values()) {
            if (!now.isBefore(changes.get(device))) {
                flap(device, now);
            }
            device.live(now);
            if (device.worn() && !away.getOrDefault(device, false)) {
                advertise(device);
            }
        }
    }

    private void flap(SimulatedDevice device, Instant now) {
        boolean goes = !away.getOrDefault(device, false);
        if (goes) {
            device.peripheral().goesAway();
            flaps++;
        } else {
            device.peripheral().comesBack();
        }
        away.put(device, goes);
        changes.put(device, now.plus(minutes(goes ? LONGEST_ABSENCE_MINUTES : LONGEST_PRESENCE_MINUTES)));
    }

    /** All are within reach, and stay. */
    void settle() {
        for (SimulatedDevice device : devices.values()) {
            device.peripheral().comesBack();
            away.put(device, false);
            changes.put(device, Instant.MAX);
        }
    }

    private void advertise(SimulatedDevice device) {
        long now = System.nanoTime();
        if (!device.peripheral().connected() && now - advertisedAt.getOrDefault(device, 0L) > 1_000_000_000L) {
            advertisedAt.put(device, now);
            device.peripheral().advertises(-60);
        }
    }
}
