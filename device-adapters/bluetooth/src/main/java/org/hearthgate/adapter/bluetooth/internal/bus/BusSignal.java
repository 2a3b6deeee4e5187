package org.hearthgate.adapter.bluetooth.internal.bus;

import java.util.List;

/**
 * Something that was told to everybody on the bus.
 *
 * @param sender unique name of who says so
 * @param path of the object it is about
 * @param type interface and member, e.g. {@code org.freedesktop.DBus.Properties.PropertiesChanged}
 * @param arguments as {@link Plain} values
 */
public record BusSignal(String sender, String path, String type, List<Object> arguments) {}
