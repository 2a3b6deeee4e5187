package org.hearthgate.store.sqlite.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.key.Wrapped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the persons: made when somebody's first row is written, unwrapped when first needed, then kept in memory. A key that cannot
 * be unwrapped now is replaced for new rows: tonight's readings must be kept and judged, whatever has become of the hub's own key.
 * {@link #open} may be used by any thread; everything that changes keys runs in a transaction, under the writer's lock.
 */
final class PersonKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PersonKeys.class);
    /** A window of 26,000 rows must not ask a missing token 26,000 times. */
    private static final long ASK_AGAIN_NANOS = 5_000_000_000L;

    private final HubKeys hub;
    private final Map<Long, DataKey> byNumber = new ConcurrentHashMap<>();
    private final Map<Long, Locked> locked = new ConcurrentHashMap<>();
    /** Of the transaction that runs; under the writer's lock. */
    private final Map<Long, DataKey> fresh = new HashMap<>();
    /** Which key seals a person's new rows; under the writer's lock, emptied by whatever changes keys. */
    private final Map<Long, DataKey> current = new ConcurrentHashMap<>();

    /** Never again, even if somebody reads from a snapshot of before. */
    private final Set<Long> destroyed = ConcurrentHashMap.newKeySet();
    /** Keys that no hub key wraps. */
    private final Set<Long> inMemoryAlone = ConcurrentHashMap.newKeySet();

    private record Locked(KeyLockedException why, long sinceNanos) {}

    PersonKeys(HubKeys hub) {
        this.hub = hub;
    }

    HubKeys hub() {
        return hub;
    }

    /** {@return the work, at whose end this class knows whether the keys made in it exist} */
    <T> Writer.Work<T> within(Writer.Work<T> work) {
        return new Writer.Work<>() {
            @Override
            public T run(Session session) throws SQLException {
                fresh.clear();
                return work.run(session);
            }

            @Override
            public void committed() {
                byNumber.putAll(fresh);
                fresh.clear();
                work.committed();
            }

            @Override
            public void rolledBack() {
                fresh.clear();
                current.clear();
                work.rolledBack();
            }
        };
    }

    /** {@return the key for this person's new blobs, made if need be} */
    DataKey current(Session session, long person) throws SQLException {
        DataKey known = current.get(person);
        if (known == null) {
            known = findOrMake(session, person);
            current.put(person, known);
        }
        return known;
    }

    /** {@return whether this person has a key already} */
    boolean has(Session session, long person) throws SQLException {
        return current.containsKey(person) || KeyTable.current(session, person).isPresent();
    }

    private DataKey findOrMake(Session session, long person) throws SQLException {
        OptionalLong number = KeyTable.current(session, person);
        if (number.isPresent()) {
            try {
                return byNumber(session, number.getAsLong());
            } catch (KeyLockedException e) {
                LOG.error("Going on with a new key, because the one for new rows cannot be used: {}", e.getMessage());
            }
        }
        return make(session, person);
    }

    private DataKey make(Session session, long person) throws SQLException {
        long number = KeyTable.nextNumber(session);
        var key = new DataKey(number, person, DataKey.random(DataKey.OCTETS));
        KeyTable.add(session, number, person, wrapIfPossible(session, key));
        fresh.put(number, key);
        return key;
    }

    /** Without any hub key at all the key is in memory alone until there is one: better than a night without alarms. */
    private Wrapped wrapIfPossible(Session session, DataKey key) throws SQLException {
        try {
            return hub.wrap(key.octets(), context(session, key.number(), key.person()));
        } catch (KeyException e) {
            LOG.error(
                    "Key {} is in memory alone: what it seals cannot be read after a restart, unless the hub's keys come back before: {}",
                    key.number(),
                    e.getMessage());
            inMemoryAlone.add(key.number());
            return new Wrapped(KeyTable.NOT_YET, new byte[0]);
        }
    }

    /**
     * {@return the key of this number}
     *
     * @throws KeyLockedException if it was destroyed or cannot be unwrapped now
     */
    DataKey byNumber(Session session, long number) throws SQLException {
        if (destroyed.contains(number)) {
            throw destroyed(number);
        }
        DataKey known = byNumber.get(number);
        if (known != null) {
            return known;
        }
        Locked recently = locked.get(number);
        if (recently != null && System.nanoTime() - recently.sinceNanos() < ASK_AGAIN_NANOS) {
            throw recently.why();
        }
        try {
            DataKey key = unwrap(session, KeyTable.find(session, number).orElseThrow(() -> destroyed(number)));
            locked.remove(number);
            byNumber.put(number, key);
            return key;
        } catch (KeyLockedException e) {
            locked.put(number, new Locked(e, System.nanoTime()));
            throw e;
        }
    }

    /** The key of the transaction that runs, too; under the writer's lock. */
    DataKey forWriter(Session session, long number) throws SQLException {
        DataKey own = fresh.get(number);
        return own == null ? byNumber(session, number) : own;
    }

    private static KeyLockedException destroyed(long number) {
        return new KeyLockedException("its key " + number + " was destroyed", null);
    }

    private DataKey unwrap(Session session, KeyTable.Row row) throws SQLException {
        if (row.wrapped().hubKey().equals(KeyTable.NOT_YET)) {
            throw new KeyLockedException(
                    "its key " + row.number()
                            + " was in the memory of a hub that stopped before its own keys came back",
                    null);
        }
        try {
            return new DataKey(
                    row.number(),
                    row.person(),
                    hub.unwrap(row.wrapped(), context(session, row.number(), row.person())));
        } catch (KeyException e) {
            throw new KeyLockedException("its key " + row.number() + " cannot be unwrapped: " + e.getMessage(), e);
        }
    }

    /** Binds a wrapped key to this record, its number and its person. */
    static byte[] context(Session session, long number, long person) throws SQLException {
        byte[] store = Migrations.storeId(session).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Long.BYTES + store.length)
                .putLong(number)
                .putLong(person)
                .put(store)
                .array();
    }

    /** Gives a person a new key for new rows; the others are retired. To be followed by sealing anew. */
    long rotate(Session session, long person) throws SQLException {
        current.remove(person);
        DataKey key = make(session, person);
        KeyTable.retireOthers(session, person, key.number());
        current.put(person, key);
        return key.number();
    }

    /**
     * Wraps under the hub's current key whatever is not: after a rotation, after a time with a spare key, or with none.
     *
     * @return how many were wrapped anew
     */
    int rewrap(Session session) throws SQLException {
        String under = hub.current();
        int done = 0;
        for (KeyTable.Row row : KeyTable.all(session)) {
            if (!row.wrapped().hubKey().equals(under)) {
                try {
                    DataKey key = forWriter(session, row.number());
                    KeyTable.rewrap(
                            session,
                            row.number(),
                            hub.wrap(key.octets(), context(session, row.number(), row.person())));
                    inMemoryAlone.remove(row.number());
                    done++;
                } catch (KeyLockedException e) {
                    LOG.debug(
                            "Key {} stays under {}", row.number(), row.wrapped().hubKey(), e);
                }
            }
        }
        return done;
    }

    /** {@return the ids of the hub's keys that something is still wrapped under} */
    static Set<String> inUse(Session session) throws SQLException {
        var ids = new HashSet<String>();
        for (KeyTable.Row row : KeyTable.all(session)) {
            ids.add(row.wrapped().hubKey());
        }
        return ids;
    }

    /** Removes a person's keys from the table; {@link #forget} follows once that is committed. */
    Set<Long> destroy(Session session, long person) throws SQLException {
        current.remove(person); // the next row of theirs begins a new key
        var numbers = new HashSet<Long>();
        for (KeyTable.Row row : KeyTable.of(session, person)) {
            KeyTable.remove(session, row.number());
            numbers.add(row.number());
        }
        return numbers;
    }

    /** Drops keys from memory, once their removal is committed. */
    void forget(Set<Long> numbers) {
        destroyed.addAll(numbers);
        current.values().removeIf(key -> numbers.contains(key.number()));
        for (long number : numbers) {
            Optional.ofNullable(byNumber.remove(number)).ifPresent(DataKey::forget);
        }
    }

    /** {@return how many keys could not be unwrapped when they were last asked for} */
    int lockedKeys() {
        return (int) locked.values().stream()
                .filter(lock -> lock.why().getCause() != null)
                .count();
    }

    /** {@return how many keys are in memory alone} */
    int inMemoryAlone() {
        return inMemoryAlone.size();
    }

    /**
     * A key in the clear, for a backup's own wrapping. Whoever holds it can read everything it sealed.
     *
     * @param person id of the person as the family's devices know it; empty for the household
     * @param octets the key itself
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once and forgotten; never compared
    record Exported(long number, String person, Instant madeAt, Optional<Instant> retiredAt, byte[] octets) {}

    /** {@return every key in the clear; those that cannot be unwrapped now are missing} */
    List<Exported> export(Session session, Names names) throws SQLException {
        var all = new ArrayList<Exported>();
        for (KeyTable.Row row : KeyTable.all(session)) {
            try {
                String person = row.person() == KeyTable.HOUSEHOLD ? "" : names.text(session, row.person());
                byte[] octets = byNumber(session, row.number()).octets();
                all.add(new Exported(row.number(), person, row.madeAt(), row.retiredAt(), octets));
            } catch (KeyLockedException e) {
                LOG.debug("Key {} cannot be exported", row.number(), e);
            }
        }
        return all;
    }

    /** Holds keys that came with a file which has none of its own, to read it. */
    void know(List<Exported> keys) {
        keys.forEach(key -> byNumber.put(key.number(), new DataKey(key.number(), KeyTable.HOUSEHOLD, key.octets())));
    }

    /** Takes keys of a backup over, wrapped by this hub: into the restored copy of the record that they sealed. In a transaction. */
    void adopt(Session session, Names.Register names, List<Exported> keys) throws SQLException {
        for (Exported exported : keys) {
            long person = exported.person().isEmpty() ? KeyTable.HOUSEHOLD : names.id(session, exported.person());
            var key = new DataKey(exported.number(), person, exported.octets());
            Wrapped wrapped = hub.wrap(key.octets(), context(session, exported.number(), person));
            if (!KeyTable.rewrap(session, exported.number(), wrapped)) {
                KeyTable.add(session, exported.number(), person, wrapped);
                if (exported.retiredAt().isPresent()) {
                    KeyTable.retire(
                            session, exported.number(), exported.retiredAt().get());
                }
            }
            locked.remove(exported.number());
            fresh.put(exported.number(), key);
        }
        current.clear();
    }
}
