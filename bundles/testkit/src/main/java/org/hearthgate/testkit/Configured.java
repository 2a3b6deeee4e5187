package org.hearthgate.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Fills a component's configuration annotation with its defaults and a few other values, as ConfigAdmin would. */
public final class Configured {
    private Configured() {}

    /** {@return the configuration with every default} */
    public static <T> T by(Class<T> config) {
        return by(config, Map.of());
    }

    /**
     * {@return the configuration with these values instead of the defaults}
     *
     * @param values by method name; each must exist and have the method's type
     */
    public static <T> T by(Class<T> config, Map<String, ?> values) {
        for (String name : values.keySet()) {
            try {
                config.getMethod(name);
            } catch (NoSuchMethodException e) {
                throw new IllegalArgumentException(config.getName() + " has no setting " + name, e);
            }
        }
        InvocationHandler answer = (proxy, method, arguments) -> {
            if (method.getName().equals("annotationType")) {
                return config;
            }
            Object value =
                    values.containsKey(method.getName()) ? values.get(method.getName()) : method.getDefaultValue();
            if (value == null) {
                throw new IllegalStateException(
                        config.getName() + "." + method.getName() + " has no default; give one");
            }
            return value;
        };
        return config.cast(Proxy.newProxyInstance(config.getClassLoader(), new Class<?>[] {config}, answer));
    }
}
