package org.hearthgate.it.faults.inside;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Stands before a service of the store and passes everything on, with the saboteur asked before and after. The hub's rooms see it
 * instead of the real one because their configuration says {@code store.target=(hearthgate.fault=true)}. A proxy, so that it needs no
 * change when the contract gains a method.
 */
final class Sabotaged<T> extends ServiceTracker<T, ServiceRegistration<?>> {
    static final String MARK = "hearthgate.fault";

    private final Class<T> type;
    private final Saboteur saboteur;
    private final Map<String, String> pointsBefore;
    private final Map<String, String> pointsAfter;

    /** @param pointsBefore name of the point before each method, and {@code pointsAfter} of the one after it has returned */
    Sabotaged(
            BundleContext context,
            Class<T> type,
            Saboteur saboteur,
            Map<String, String> pointsBefore,
            Map<String, String> pointsAfter)
            throws InvalidSyntaxException {
        super(
                context,
                FrameworkUtil.createFilter("(&(objectClass=" + type.getName() + ")(!(" + MARK + "=true)))"),
                null);
        this.type = type;
        this.saboteur = saboteur;
        this.pointsBefore = pointsBefore;
        this.pointsAfter = pointsAfter;
    }

    @Override
    public ServiceRegistration<?> addingService(ServiceReference<T> reference) {
        return context.registerService(
                type, before(type, context.getService(reference)), new Hashtable<>(Map.of(MARK, "true")));
    }

    @Override
    public void removedService(ServiceReference<T> reference, ServiceRegistration<?> registration) {
        registration.unregister();
        context.ungetService(reference);
    }

    private <S> S before(Class<S> face, S real) {
        return face.cast(
                Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, (proxy, method, given) -> {
                    String name = method.getName();
                    saboteur.at(pointsBefore.getOrDefault(name, ""));
                    Object result;
                    try {
                        result = method.invoke(real, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    boolean empty = result instanceof Collection<?> some && some.isEmpty();
                    if (!empty) {
                        saboteur.at(pointsAfter.getOrDefault(name, ""));
                    }
                    return name.equals("cursor") ? before(cast(method.getReturnType()), result) : result;
                }));
    }

    @SuppressWarnings("unchecked") // the type that the method promises
    private static <S> Class<S> cast(Class<?> type) {
        return (Class<S>) type;
    }
}
