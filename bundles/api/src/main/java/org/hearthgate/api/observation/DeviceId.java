package org.hearthgate.api.observation;

/**
 * Names one device as its adapter knows it, e.g. {@code urn:dev:mac:0024befffe804ff1:} or {@code nightscout:xDrip-G6}. Together with
 * the person it is half of an observation's identity, so it must not change while the device stays the same.
 *
 * @param value 1 to 200 characters without control characters
 */
public record DeviceId(String value) {
    private static final int LONGEST = 200;

    /** @throws IllegalArgumentException if the value is empty, too long or holds a control character */
    public DeviceId {
        if (value == null || value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("device id must have 1 to " + LONGEST + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("device id must not hold control characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
