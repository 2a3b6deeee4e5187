package org.hearthgate.adapter.pen.internal.pcsc;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;

/**
 * The readers that pcscd serves.
 *
 * <p>All calls of a JVM share one connection to pcscd, which takes one call at a time: while one thread waited for a card, an answer of
 * another reader's card would wait with it. So there is one thread for all readers.
 */
public final class PcscField implements CardField {
    private static final Set<String> SERVICE_GONE = Set.of(
            "SCARD_E_NO_SERVICE",
            "SCARD_E_SERVICE_STOPPED",
            "SCARD_E_INVALID_HANDLE",
            "SCARD_F_COMM_ERROR",
            "SCARD_F_INTERNAL_ERROR");

    private Optional<CardTerminals> terminals = Optional.empty();
    private boolean stuck;

    @Override
    public Now await(Duration atMost) throws FieldGoneException {
        CardTerminals served = served();
        try {
            if (!served.list().isEmpty()) {
                served.waitForChange(atMost.toMillis());
            }
            var readers = new HashSet<String>();
            var withCard = new HashSet<String>();
            for (CardTerminal terminal : served.list()) {
                readers.add(terminal.getName());
                if (present(terminal)) {
                    withCard.add(terminal.getName());
                }
            }
            return new Now(readers, withCard);
        } catch (IllegalStateException e) { // the last reader was unplugged in between
            return new Now(Set.of(), Set.of());
        } catch (CardException e) {
            if (!serviceGone(e)) {
                return new Now(Set.of(), Set.of());
            }
            throw new FieldGoneException(
                    stuck
                            ? "pcscd was restarted and this Java cannot find it again without the option"
                                    + " --add-opens java.smartcardio/sun.security.smartcardio=ALL-UNNAMED:"
                                    + " restart the hub"
                            : "pcscd, which serves the readers, does not answer: start it (systemctl start pcscd)",
                    e);
        }
    }

    private static boolean present(CardTerminal terminal) throws CardException {
        try {
            return terminal.isCardPresent();
        } catch (CardException e) {
            if (serviceGone(e)) {
                throw e;
            }
            return false; // this reader was unplugged just now
        }
    }

    private static boolean serviceGone(CardException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && SERVICE_GONE.stream().anyMatch(cause.getMessage()::contains)) {
                return true;
            }
        }
        return false;
    }

    private CardTerminals served() throws FieldGoneException {
        if (terminals.isEmpty()) {
            try {
                terminals =
                        Optional.of(TerminalFactory.getInstance("PC/SC", null).terminals());
            } catch (NoSuchAlgorithmException | LinkageError e) { // no pcscd, or no library to reach it by
                throw new FieldGoneException(
                        "pcscd, which serves the readers, does not answer: install and start it (apt install pcscd)",
                        e);
            }
        }
        return terminals.get();
    }

    @Override
    public Card connect(String reader) throws TagLostException {
        CardTerminal terminal = terminals
                .map(served -> served.getTerminal(reader))
                .orElseThrow(() -> new TagLostException("the reader has gone"));
        try {
            return new PcscCard(terminal.connect("*"));
        } catch (CardException e) {
            throw new TagLostException("no contact with what was touched to the reader", e);
        }
    }

    @Override
    public void reset() {
        stuck = terminals.isPresent() && !StaleContext.forget(terminals.get());
        terminals = Optional.empty();
    }
}
