package org.hearthgate.store.sqlite.internal.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the hub remembers of one target, outside the record, because it must outlive it.
 *
 * @param folder the target as configured
 * @param series id of the series that is continued there; empty before the first backup
 * @param segments number of the last segment that was written
 * @param position last observation in it
 * @param madeAt when the target last had everything
 * @param verifiedAt when everything on it was last really restored and compared
 * @param retired series to be deleted there as soon as the present one is whole
 */
public record Note(
        String folder,
        Optional<String> series,
        long segments,
        long position,
        Optional<Instant> madeAt,
        Optional<Instant> verifiedAt,
        List<String> retired) {
    public Note {
        retired = List.copyOf(retired);
    }

    static Note of(String folder) {
        return new Note(folder, Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), List.of());
    }

    Note begun(String newSeries) {
        return new Note(folder, Optional.of(newSeries), 0, 0, Optional.empty(), Optional.empty(), retired);
    }

    Note reached(long number, long lastPosition) {
        return new Note(folder, series, number, lastPosition, madeAt, verifiedAt, retired);
    }

    Note made(Instant at) {
        return new Note(folder, series, segments, position, Optional.of(at), verifiedAt, retired);
    }

    Note verified(Instant at) {
        return new Note(folder, series, segments, position, madeAt, Optional.of(at), retired);
    }

    Note withRetired(List<String> ids) {
        return new Note(folder, series, segments, position, madeAt, verifiedAt, ids);
    }

    /** The series goes, another begins with the next backup. */
    Note retire() {
        var all = new ArrayList<>(retired);
        series.ifPresent(all::add);
        return new Note(folder, Optional.empty(), 0, 0, madeAt, Optional.empty(), all);
    }
}
