package org.hearthgate.adapter.pen.testpen;

/**
 * A dose in a simulated pen's log.
 *
 * @param at seconds on its clock
 * @param bits units as a FLOAT
 * @param status 0x0800 for a good one
 */
public record PenDose(long at, int bits, int status) {
    public static final int GOOD = 0x0800;

    /** {@return a good dose of so many tenths of a unit} */
    public static PenDose of(long at, int tenths) {
        return new PenDose(at, 0xFF00_0000 | tenths & 0xFF_FFFF, GOOD);
    }
}
