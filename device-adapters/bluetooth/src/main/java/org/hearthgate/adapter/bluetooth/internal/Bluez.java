package org.hearthgate.adapter.bluetooth.internal;

/** The words of BlueZ on the bus. */
final class Bluez {
    static final String NAME = "org.bluez";
    static final String ADAPTER = "org.bluez.Adapter1";
    static final String DEVICE = "org.bluez.Device1";
    static final String BATTERY = "org.bluez.Battery1";
    static final String SERVICE = "org.bluez.GattService1";
    static final String CHARACTERISTIC = "org.bluez.GattCharacteristic1";
    static final String GATT_MANAGER = "org.bluez.GattManager1";
    static final String AGENT = "org.bluez.Agent1";
    static final String AGENT_MANAGER = "org.bluez.AgentManager1";
    static final String AGENT_MANAGER_PATH = "/org/bluez";

    static final String OBJECTS = "org.freedesktop.DBus.ObjectManager";
    static final String PROPERTIES = "org.freedesktop.DBus.Properties";

    /** Errors of BlueZ begin with this. */
    static final String ERROR = "org.bluez.Error.";

    private Bluez() {}
}
