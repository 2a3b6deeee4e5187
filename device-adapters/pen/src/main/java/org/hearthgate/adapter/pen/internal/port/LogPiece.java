package org.hearthgate.adapter.pen.internal.port;

import java.util.List;

/**
 * A piece of a pen's log, on the pen's own clock.
 *
 * @param sentAt seconds on the pen's clock when it sent this piece
 * @param doses newest first
 */
public record LogPiece(long sentAt, List<LoggedDose> doses) {
    public LogPiece {
        doses = List.copyOf(doses);
    }
}
