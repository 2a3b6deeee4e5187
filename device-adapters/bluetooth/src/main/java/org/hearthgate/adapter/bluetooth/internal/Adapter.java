package org.hearthgate.adapter.bluetooth.internal;

/**
 * A radio in or at the hub, as BlueZ last described it.
 *
 * @param path of its object
 * @param powered whether it is switched on
 * @param discovering whether it searches, for whomever
 * @param serves whether it lets us offer services of our own
 */
record Adapter(String path, boolean powered, boolean discovering, boolean serves) {
    /** {@return its short name, e.g. {@code hci0}} */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
