package org.hearthgate.keys.internal;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.key.HubKey;

/**
 * Hub keys in one private file, made with the first key when it is missing. When a key was made is told by the machine's clock and not
 * the hub's, because a replay or a demo that moves time must not move this.
 */
final class FileSource implements KeySource {
    private final KeyFile file;
    private final String prefix;
    private final boolean spare;
    private final InstantSource machine;
    private final SecureRandom random = new SecureRandom();
    private SoftKeys keys;

    /** @param spare whether this stands in for a source that is missing */
    FileSource(KeyFile file, boolean spare, InstantSource machine) {
        this.file = file;
        this.spare = spare;
        this.machine = machine;
        prefix = spare ? "spare-" : "file-";
        if (file.exists()) {
            keys = file.read(spare);
        } else {
            keys = new SoftKeys();
            rotate();
        }
    }

    @Override
    public List<HubKey> keys() {
        return keys.about();
    }

    @Override
    public String current() {
        List<HubKey> all = keys.about();
        return all.get(all.size() - 1).id();
    }

    @Override
    public byte[] wrap(String id, byte[] dataKey, byte[] context) {
        return keys.wrap(id, dataKey, context);
    }

    @Override
    public byte[] unwrap(String id, byte[] wrapped, byte[] context) {
        return keys.unwrap(id, wrapped, context);
    }

    @Override
    public void rotate() {
        var octets = new byte[SoftKeys.OCTETS];
        random.nextBytes(octets);
        var suffix = new byte[4];
        random.nextBytes(suffix);
        SoftKeys more = copyWithout("");
        Instant now = Instant.ofEpochSecond(machine.instant().getEpochSecond());
        more.add(new HubKey(prefix + HexFormat.of().formatHex(suffix), Optional.of(now), spare), octets);
        file.write(more);
        keys = more;
    }

    @Override
    public void destroy(String id) {
        if (keys.about().stream().noneMatch(key -> key.id().equals(id))) {
            throw SoftKeys.unknown(id);
        }
        SoftKeys fewer = copyWithout(id);
        if (fewer.about().isEmpty()) {
            file.remove();
        } else {
            file.write(fewer);
        }
        keys = fewer;
    }

    /** Memory follows the file, never the other way round: what could not be written was not made. */
    private SoftKeys copyWithout(String id) {
        var copy = new SoftKeys();
        for (HubKey key : keys.about()) {
            if (!key.id().equals(id)) {
                copy.add(key, keys.octets(key.id()));
            }
        }
        return copy;
    }
}
