package org.hearthgate.keys.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.key.Wrapped;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source that the settings choose, with a spare key behind it. It always activates, whatever the settings say and whether or not the
 * token is there: readings of tonight must be kept and judged under some key, and the trouble be told, rather than refused. A source that
 * is missing is looked for again as it is asked for, at most every few seconds.
 */
@Component(name = KeysConfig.PID, configurationPid = KeysConfig.PID, immediate = true)
@Designate(ocd = KeysConfig.class)
public final class ChosenHubKeys implements HubKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ChosenHubKeys.class);
    static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Sources sources;
    private final String word;
    private final LongSupplier nanos;
    private final InstantSource machine;
    private Optional<KeySource> source = Optional.empty();
    private Optional<KeySource> spare = Optional.empty();
    private Optional<KeyException> missing = Optional.empty();
    private long lookedAt;

    @Activate
    public ChosenHubKeys(KeysConfig config) {
        this(config, System.getenv(), InstantSource.system(), System::nanoTime);
    }

    ChosenHubKeys(KeysConfig config, Map<String, String> environment, InstantSource machine, LongSupplier nanos) {
        sources = new Sources(config, environment, machine);
        word = config.source();
        this.nanos = nanos;
        this.machine = machine;
        look();
    }

    @Override
    public String source() {
        return word;
    }

    @Override
    public String protection() {
        return sources.protection();
    }

    @Override
    public synchronized Optional<String> trouble() {
        lookAgain();
        return missing.map(KeyException::getMessage)
                .map(message -> message
                        + (spare.isPresent() ? ". Until then a spare key beside the hub wraps what is new" : ""));
    }

    @Override
    public synchronized String current() {
        return wrapping().current();
    }

    @Override
    public synchronized List<HubKey> keys() {
        lookAgain();
        var all = new ArrayList<HubKey>();
        spare.ifPresent(keys -> all.addAll(keys.keys()));
        source.ifPresent(keys -> all.addAll(keys.keys()));
        return all;
    }

    @Override
    public synchronized Wrapped wrap(byte[] dataKey, byte[] context) {
        KeySource keys = wrapping();
        try {
            return wrap(keys, dataKey, context);
        } catch (KeyException e) {
            if (source.isEmpty() || keys != source.get()) {
                throw e;
            }
            lost(e);
            return wrap(wrapping(), dataKey, context);
        }
    }

    private static Wrapped wrap(KeySource keys, byte[] dataKey, byte[] context) {
        String id = keys.current();
        return new Wrapped(id, keys.wrap(id, dataKey, context));
    }

    @Override
    public synchronized byte[] unwrap(Wrapped wrapped, byte[] context) {
        lookAgain();
        if (spare.isPresent() && has(spare.get(), wrapped.hubKey())) {
            return spare.get().unwrap(wrapped.hubKey(), wrapped.octets(), context);
        }
        KeySource keys = required();
        try {
            return keys.unwrap(wrapped.hubKey(), wrapped.octets(), context);
        } catch (KeyException e) {
            if (e.reason() == KeyException.Reason.UNAVAILABLE) {
                lost(e);
            }
            throw e;
        }
    }

    @Override
    public synchronized String rotate() {
        lookAgain();
        KeySource keys = required();
        keys.rotate();
        LOG.info("The hub has a new key {}", keys.current());
        return keys.current();
    }

    @Override
    public synchronized void destroy(String id) {
        if (id.equals(current())) {
            throw new IllegalArgumentException("hub key " + id + " is the current one; rotate first");
        }
        if (spare.isPresent() && has(spare.get(), id)) {
            spare.get().destroy(id);
            if (spare.get().keys().isEmpty()) {
                spare = Optional.empty();
            }
        } else {
            required().destroy(id);
        }
        LOG.info("The hub key {} is destroyed", id);
    }

    private static boolean has(KeySource keys, String id) {
        return keys.keys().stream().anyMatch(key -> key.id().equals(id));
    }

    private KeySource required() {
        return source.orElseThrow(() -> missing.orElseThrow());
    }

    private KeySource wrapping() {
        lookAgain();
        return source.or(() -> spare).orElseThrow(() -> missing.orElseThrow());
    }

    private void lookAgain() {
        if (source.isEmpty() && nanos.getAsLong() - lookedAt >= LOOK_AGAIN.toNanos()) {
            look();
        }
    }

    private void look() {
        lookedAt = nanos.getAsLong();
        try {
            source = Optional.of(sources.open());
            if (missing.isPresent()) {
                LOG.info("The hub's keys are back");
            }
            missing = Optional.empty();
        } catch (KeyException e) {
            tell(e);
        }
        takeSpare();
    }

    private void lost(KeyException e) {
        source.ifPresent(KeySource::close);
        source = Optional.empty();
        lookedAt = nanos.getAsLong();
        tell(e);
        takeSpare();
    }

    private void tell(KeyException e) {
        if (missing.isEmpty()) {
            LOG.error("The hub's keys cannot be used: {}", e.getMessage(), e);
        }
        missing = Optional.of(e);
    }

    /** Needed while the source is missing, and afterwards until nothing is wrapped under it. */
    private void takeSpare() {
        if (spare.isPresent()) {
            return;
        }
        try {
            KeyFile file = sources.spare();
            if (source.isEmpty() || file.exists()) {
                spare = Optional.of(new FileSource(file, true, machine));
            }
        } catch (KeyException e) {
            LOG.debug("There is no spare key either", e);
        }
    }

    @Deactivate
    synchronized void close() {
        source.ifPresent(KeySource::close);
    }
}
