package org.hearthgate.api.device;

import static java.util.Objects.requireNonNull;

import org.osgi.annotation.versioning.ConsumerType;

/** One pairing on its way: it may ask the installer something, and it ends. Any thread. */
@ConsumerType
public interface Pairing {
    /** {@return where it stands now} */
    Progress progress();

    /**
     * Answers what it asks.
     *
     * @param text the PIN or passkey as on the device; {@code yes} or {@code no} for a comparison
     * @throws IllegalStateException if it asks nothing
     * @throws IllegalArgumentException if that is no answer to what it asks; it goes on asking
     */
    void answer(String text);

    /** Gives up; without effect once it has ended. */
    void cancel();

    /** {@return a pairing that needed nothing} */
    static Pairing done() {
        return new Pairing() {
            @Override
            public Progress progress() {
                return new Progress(State.DONE, "Nothing has to be paired");
            }

            @Override
            public void answer(String text) {
                throw new IllegalStateException("nothing was asked");
            }

            @Override
            public void cancel() {
                // it has ended already
            }
        };
    }

    /**
     * Where a pairing stands.
     *
     * @param state the word
     * @param message one sentence for the installer: what it wants, or why it failed and what to do
     */
    record Progress(State state, String message) {
        public Progress {
            requireNonNull(state, "state");
            requireNonNull(message, "message");
        }
    }

    /** The stations of a pairing. */
    enum State {
        RUNNING,
        /** Wants the PIN, 1 to 16 characters, that is printed on the device. */
        WANTS_PIN,
        /** Wants the passkey, six digits, that the device shows or has printed on it. */
        WANTS_PASSKEY,
        /** Shows a passkey, in the message, to be typed on the device. */
        SHOWS_PASSKEY,
        /** Wants to know whether the device shows the number in the message. */
        WANTS_COMPARISON,
        DONE,
        FAILED
    }
}
