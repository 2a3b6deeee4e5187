package org.hearthgate.commissioning.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The configurations in force, as plain maps; secrets included, so this stays inside the room. */
final class Configurations {
    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin admin;
    private final Realm realm;

    Configurations(ConfigurationAdmin admin, Realm realm) {
        this.admin = admin;
        this.realm = realm;
    }

    /** {@return the values of everything that may be set here, by PID} */
    Map<String, Map<String, Object>> all() {
        var all = new TreeMap<String, Map<String, Object>>();
        for (Configuration one : list("(" + Constants.SERVICE_PID + "=org.hearthgate.*)")) {
            if (Pid.isOne(one.getPid()) && realm.holds(one.getPid())) {
                all.put(one.getPid(), values(one));
            }
        }
        return all;
    }

    Optional<Map<String, Object>> of(Pid pid) {
        Configuration[] found = list("(" + Constants.SERVICE_PID + "=" + pid + ")");
        return found.length == 0 ? Optional.empty() : Optional.of(values(found[0]));
    }

    private Configuration[] list(String filter) {
        try {
            Configuration[] found = admin.listConfigurations(filter);
            return found == null ? new Configuration[0] : found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
    }

    private static Map<String, Object> values(Configuration configuration) {
        var values = new TreeMap<String, Object>();
        Dictionary<String, Object> properties = configuration.getProperties();
        if (properties != null) {
            for (String key : Collections.list(properties.keys())) {
                if (!key.startsWith("service.")) {
                    values.put(key, properties.get(key));
                }
            }
        }
        return values;
    }

    void put(Pid pid, Map<String, Object> values) {
        try {
            Configuration configuration = pid.oneOfSeveral()
                    ? admin.getFactoryConfiguration(pid.factory(), pid.name(), ANY_LOCATION)
                    : admin.getConfiguration(pid.value(), ANY_LOCATION);
            configuration.update(new Hashtable<>(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(Pid pid) {
        try {
            for (Configuration one : list("(" + Constants.SERVICE_PID + "=" + pid + ")")) {
                one.delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
