package org.hearthgate.notify.homeassistant.internal;

import org.hearthgate.api.alert.Alert;

/**
 * How an alert's sentences are said in this house: as they are, or with the label in place of the person's name.
 *
 * @param name as the family says it
 * @param namesInMessages whether it is said
 */
record Wording(Subject subject, String name, boolean namesInMessages) {
    String message(Alert alert) {
        return said(alert.message());
    }

    String why(Alert alert) {
        return said(alert.why());
    }

    private String said(String sentence) {
        return namesInMessages || name.isBlank() || subject.isHub()
                ? sentence
                : sentence.replace(name, subject.label());
    }
}
