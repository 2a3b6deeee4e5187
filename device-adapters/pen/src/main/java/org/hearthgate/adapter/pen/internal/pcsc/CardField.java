package org.hearthgate.adapter.pen.internal.pcsc;

import java.time.Duration;
import java.util.Set;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;

/** The fields of all readers of this machine. One thread. */
public interface CardField {
    /**
     * Waits until a card comes or goes, or that time has passed.
     *
     * @return how it is then
     * @throws FieldGoneException if nobody serves the readers; {@link #reset} and try again later
     */
    Now await(Duration atMost) throws FieldGoneException;

    /** Takes up contact with the card in the field of that reader, and keeps others from it until closed. */
    Card connect(String reader) throws TagLostException;

    /** Forgets whoever served the readers, so that another one can be found. */
    void reset();

    /**
     * Which readers there are.
     *
     * @param readers all of them, by name
     * @param withCard those with a card in their field
     */
    record Now(Set<String> readers, Set<String> withCard) {
        public Now {
            readers = Set.copyOf(readers);
            withCard = Set.copyOf(withCard);
        }
    }
}
