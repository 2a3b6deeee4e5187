package org.hearthgate.ingest.internal.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/**
 * What a home says about its sensors.
 *
 * @param precedence by person, the sensors that lead before all others, the first one most
 * @param sameSensor by person, groups of devices that are one sensor by several routes
 * @param onSkin devices worn on the skin; those that end in {@code *} mean every device that begins so
 * @param silentMillis after so long without a sound sample another sensor leads
 * @param goodMillis so long a sensor must have been good before it leads again
 * @param agreeMgPerDl sensors that differ by less than this, or than the share of their mean, agree
 */
record FusionSettings(
        Map<PersonId, List<DeviceId>> precedence,
        Map<PersonId, List<Set<DeviceId>>> sameSensor,
        List<String> onSkin,
        long silentMillis,
        long goodMillis,
        double agreeMgPerDl,
        double agreeShare) {
    private static final int UNNAMED = 1_000;
    private static final int ON_SKIN = 2_000;

    static FusionSettings of(Fusion.Config config) {
        check(config.silentMinutes() >= 6 && config.silentMinutes() <= 15, "silentMinutes must be 6 to 15");
        check(config.goodMinutes() >= 5 && config.goodMinutes() <= 120, "goodMinutes must be 5 to 120");
        check(config.agreeMgPerDl() >= 5 && config.agreeMgPerDl() <= 40, "agreeMgPerDl must be 5 to 40");
        check(config.agreePercent() >= 5 && config.agreePercent() <= 40, "agreePercent must be 5 to 40");
        var precedence = new HashMap<PersonId, List<DeviceId>>();
        for (String line : config.precedence()) {
            precedence.put(person("precedence", line), devices("precedence", line));
        }
        var sameSensor = new HashMap<PersonId, List<Set<DeviceId>>>();
        for (String line : config.sameSensor()) {
            List<DeviceId> group = devices("sameSensor", line);
            check(group.size() > 1, "sameSensor '" + line + "' must name at least two devices");
            sameSensor
                    .computeIfAbsent(person("sameSensor", line), any -> new ArrayList<>())
                    .add(new HashSet<>(group));
        }
        return new FusionSettings(
                precedence,
                sameSensor,
                Arrays.stream(config.nonInvasive()).map(String::trim).toList(),
                config.silentMinutes() * 60_000L,
                config.goodMinutes() * 60_000L,
                config.agreeMgPerDl(),
                config.agreePercent() / 100);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(Fusion.PID + ": " + otherwise);
        }
    }

    private static PersonId person(String key, String line) {
        int colon = line.indexOf(':');
        check(colon > 0, key + " '" + line + "' must read 'person: device, device'");
        return new PersonId(line.substring(0, colon).trim());
    }

    private static List<DeviceId> devices(String key, String line) {
        List<DeviceId> devices = Arrays.stream(
                        line.substring(line.indexOf(':') + 1).split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .map(DeviceId::new)
                .toList();
        check(!devices.isEmpty(), key + " '" + line + "' must read 'person: device, device'");
        return devices;
    }

    boolean isOnSkin(DeviceId device) {
        return onSkin.stream()
                .anyMatch(name -> name.endsWith("*")
                        ? device.value().startsWith(name.substring(0, name.length() - 1))
                        : device.value().equals(name));
    }

    /** {@return its place: as named, else under the skin before on the skin, else as first seen} */
    int rank(PersonId person, DeviceId device, int seenBefore) {
        int named = precedence.getOrDefault(person, List.of()).indexOf(device);
        if (named >= 0) {
            return named;
        }
        return (isOnSkin(device) ? ON_SKIN : UNNAMED) + Math.min(seenBefore, UNNAMED - 1);
    }

    boolean isSameSensor(PersonId person, DeviceId a, DeviceId b) {
        return sameSensor.getOrDefault(person, List.of()).stream()
                .anyMatch(group -> group.contains(a) && group.contains(b));
    }
}
