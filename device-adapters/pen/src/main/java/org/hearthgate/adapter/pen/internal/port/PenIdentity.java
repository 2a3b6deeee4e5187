package org.hearthgate.adapter.pen.internal.port;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Who a pen is.
 *
 * @param serial its serial number, as printed on it
 * @param details maker, model, firmware and the like, for the installer's eye
 * @param logged how many doses it says its log has
 */
public record PenIdentity(String serial, Map<String, String> details, long logged) {
    public PenIdentity {
        requireNonNull(serial, "serial");
        details = Map.copyOf(details);
    }
}
