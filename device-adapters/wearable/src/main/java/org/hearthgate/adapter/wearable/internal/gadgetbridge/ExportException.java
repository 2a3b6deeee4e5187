package org.hearthgate.adapter.wearable.internal.gadgetbridge;

/** An export that cannot be read. The message tells a parent what is wrong and what to do; it holds no value of the file. */
final class ExportException extends Exception {
    private static final long serialVersionUID = 1;

    ExportException(String message) {
        super(message);
    }

    ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
