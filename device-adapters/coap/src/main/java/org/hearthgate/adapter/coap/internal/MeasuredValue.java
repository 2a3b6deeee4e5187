package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.hearthgate.api.observation.Bound;

/** Reads what one record measured, in our units, or says why it cannot be used. Pure. */
final class MeasuredValue {
    private MeasuredValue() {}

    /** {@return its number in the unit that the record keeps of this quantity} */
    static BigDecimal number(SenmlRecord senml, Quantity quantity) throws UnusableRecordException {
        if (senml.value().orElse(null) instanceof SenmlValue.Number number) {
            return quantity.convert(number.decimal(), senml.unit())
                    .orElseThrow(() -> new UnusableRecordException(quantity.expectedUnits()));
        }
        throw new UnusableRecordException("needs a number as its value (v)");
    }

    /** {@return a count of steps} */
    static int steps(SenmlRecord senml) throws UnusableRecordException {
        try {
            return number(senml, Quantity.STEPS)
                    .setScale(0, RoundingMode.UNNECESSARY)
                    .intValueExact();
        } catch (ArithmeticException e) {
            throw new UnusableRecordException("must be a whole number of steps");
        }
    }

    /** {@return which end of its range a sensor without numbers has reached; empty for any other value} */
    static Optional<Bound> bound(SenmlRecord senml) {
        return senml.value()
                .flatMap(value -> value instanceof SenmlValue.Text text ? Optional.of(text.text()) : Optional.empty())
                .flatMap(text -> switch (text) {
                    case "LOW" -> Optional.of(Bound.BELOW_RANGE);
                    case "HIGH" -> Optional.of(Bound.ABOVE_RANGE);
                    default -> Optional.empty();
                });
    }
}
