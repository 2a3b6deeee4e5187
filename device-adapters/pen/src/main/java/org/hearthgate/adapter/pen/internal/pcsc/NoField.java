package org.hearthgate.adapter.pen.internal.pcsc;

import java.time.Duration;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;

/** The field of a machine whose Java knows no smart cards: it only says so. */
public final class NoField implements CardField {
    private final Throwable cause;

    public NoField(Throwable cause) {
        this.cause = cause;
    }

    @Override
    public Now await(Duration atMost) throws FieldGoneException {
        throw new FieldGoneException(
                "This Java comes without the module java.smartcardio: run the hub on a complete JDK or JRE", cause);
    }

    @Override
    public Card connect(String reader) throws TagLostException {
        throw new TagLostException("there is no reader", cause);
    }

    @Override
    public void reset() {
        // it stays as it is until the hub is started with another Java
    }
}
