package org.hearthgate.api.gatt;

import java.util.Locale;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.DeviceId;

/**
 * A device's address on the air.
 *
 * @param value six octets as {@code AA:BB:CC:DD:EE:FF}; lower case and {@code -} are taken and put right
 */
public record BluetoothAddress(String value) implements Comparable<BluetoothAddress> {
    private static final Pattern FORM = Pattern.compile("(?:[0-9A-F]{2}:){5}[0-9A-F]{2}");

    /** @throws IllegalArgumentException if the value has another form */
    public BluetoothAddress {
        String given = value;
        value = value == null ? "" : value.strip().toUpperCase(Locale.ROOT).replace('-', ':');
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a Bluetooth address is written like AA:BB:CC:DD:EE:FF, was '" + given + "'");
        }
    }

    /** {@return the device's name in the record: its address as an EUI-64 URN after RFC 9039} */
    public DeviceId deviceId() {
        String hex = value.replace(":", "").toLowerCase(Locale.ROOT);
        return new DeviceId("urn:dev:mac:" + hex.substring(0, 6) + "fffe" + hex.substring(6) + ":");
    }

    @Override
    public int compareTo(BluetoothAddress other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
