package org.hearthgate.adapter.scale.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.observation.PersonId;

/**
 * The settings of one scale, checked.
 *
 * @param address of the scale
 * @param owner the one person who uses it; empty where several do
 * @param people who use it
 * @param dialect what it speaks
 * @param bandKilograms how far from what a person last weighed a weight may be and still be theirs
 * @param rememberDays how long a weight in the record says what a person weighs
 * @param users whom the scale's user numbers mean
 * @param consentCodes by which the scale gives a person's stored data
 * @param registerUsers whether a person with a code and no user number is registered with the scale
 * @param setClock whether a wrong clock of the scale is set
 * @param clockTolerance how far an advertising scale's clock may be off to be believed
 * @param listenFor how long to wait for a weight once connected
 */
record ScaleSettings(
        BluetoothAddress address,
        Optional<PersonId> owner,
        List<PersonId> people,
        Dialect dialect,
        double bandKilograms,
        int rememberDays,
        Map<Integer, PersonId> users,
        Map<PersonId, Integer> consentCodes,
        boolean registerUsers,
        boolean setClock,
        Duration clockTolerance,
        Duration listenFor) {
    private static final int HIGHEST_USER = 254;

    ScaleSettings {
        people = List.copyOf(people);
        users = Map.copyOf(users);
        consentCodes = Map.copyOf(consentCodes);
    }

    /** What a scale speaks. */
    enum Dialect {
        /** The services of the Bluetooth SIG: it is connected. */
        STANDARD,
        /** Advertisements of Xiaomi's Mi Scale 1 and 2: it is only listened to. */
        XIAOMI
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    static ScaleSettings of(ScaleConfig config) {
        var people = new ArrayList<PersonId>();
        for (String id : config.persons()) {
            people.add(new PersonId(id.strip()));
        }
        Optional<PersonId> named = config.person().isBlank()
                ? Optional.empty()
                : Optional.of(new PersonId(config.person().strip()));
        named.filter(person -> !people.contains(person)).ifPresent(people::add);
        require(!people.isEmpty(), "names nobody; set person, and persons where several people use it");
        require(
                config.bandKilograms() > 0 && config.bandKilograms() <= 50,
                "bandKilograms must be above 0 and at most 50, was " + config.bandKilograms());
        require(
                config.rememberDays() >= 1 && config.rememberDays() <= 3650,
                "rememberDays must be 1 to 3650, was " + config.rememberDays());
        require(
                config.clockToleranceMinutes() >= 1 && config.clockToleranceMinutes() <= 120,
                "clockToleranceMinutes must be 1 to 120, was " + config.clockToleranceMinutes());
        require(
                config.listenSeconds() >= 5 && config.listenSeconds() <= 300,
                "listenSeconds must be 5 to 300, was " + config.listenSeconds());
        return new ScaleSettings(
                new BluetoothAddress(config.bluetoothAddress()),
                people.size() == 1 ? Optional.of(people.get(0)) : Optional.empty(),
                people,
                dialect(config.speaks()),
                config.bandKilograms(),
                config.rememberDays(),
                users(config.users(), people),
                codes(config._consentCode(), people),
                config.registerUsers(),
                config.setClock(),
                Duration.ofMinutes(config.clockToleranceMinutes()),
                Duration.ofSeconds(config.listenSeconds()));
    }

    /** {@return whom the scale means} */
    Optional<PersonId> person(UserIndex user) {
        return Optional.ofNullable(users.get(user.value()));
    }

    private static Dialect dialect(String word) {
        return switch (word.strip()) {
            case "standard" -> Dialect.STANDARD;
            case "xiaomi" -> Dialect.XIAOMI;
            default ->
                throw new IllegalArgumentException(
                        ScaleAdapter.PID + ": speaks must be standard or xiaomi, was '" + word + "'");
        };
    }

    private static Map<Integer, PersonId> users(String[] pairs, List<PersonId> people) {
        var users = new TreeMap<Integer, PersonId>();
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            require(
                    parts.length == 2 && parts[0].strip().matches("\\d{1,3}"),
                    "users wants 'number=person', e.g. 1=anna, was '" + pair + "'");
            int index = Integer.parseInt(parts[0].strip());
            require(index <= HIGHEST_USER, "a user number in users is 0 to " + HIGHEST_USER + ", was " + index);
            users.put(index, known(parts[1], people, "users"));
        }
        return users;
    }

    /** Says nothing of what was written: a code is a secret. */
    private static Map<PersonId, Integer> codes(String[] pairs, List<PersonId> people) {
        var codes = new TreeMap<PersonId, Integer>();
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            require(
                    parts.length == 2 && parts[1].strip().matches("\\d{1,4}"),
                    ".consentCode wants 'person=code' with a code of 1 to 4 digits, 0 to "
                            + UserControlPoint.HIGHEST_CODE);
            codes.put(known(parts[0], people, ".consentCode"), Integer.parseInt(parts[1].strip()));
        }
        return codes;
    }

    private static PersonId known(String id, List<PersonId> people, String key) {
        var person = new PersonId(id.strip());
        require(people.contains(person), key + " names " + person + ", who is not among those who use the scale");
        return person;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(ScaleAdapter.PID + ": " + otherwise);
        }
    }
}
