package org.hearthgate.adapter.simulator.internal.replay;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;

/**
 * What could be used of one row.
 *
 * @param line of the file, the header being line 1
 * @param doubt that it may have been an hour away
 * @param cells without blank and refused ones
 */
record CsvRow(long line, Instant at, Optional<Doubt> doubt, Map<Column, Cell> cells) {
    CsvRow {
        cells = Map.copyOf(cells);
    }

    /** @param bound whether a sensor wrote LOW or HIGH in place of a number */
    record Cell(double value, Bound bound) {}

    Optional<Cell> cell(Column column) {
        return Optional.ofNullable(cells.get(column));
    }
}
