using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>Instants as microseconds since 1970: the business clock's own resolution.</summary>
internal sealed class InstantConverter() : ValueConverter<Instant, long>(x => Micros.Of(x), x => Micros.ToInstant(x));

internal sealed class LocalDateConverter()
    : ValueConverter<LocalDate, string>(x => LocalDatePattern.Iso.Format(x), x => LocalDatePattern.Iso.Parse(x).Value);

internal sealed class LocalTimeConverter()
    : ValueConverter<LocalTime, string>(
        x => LocalTimePattern.GeneralIso.Format(x),
        x => LocalTimePattern.GeneralIso.Parse(x).Value
    );

internal sealed class TypedIdConverter<TId>() : ValueConverter<TId, Guid>(x => x.Value, x => Make(x))
    where TId : struct, ITypedId<TId>
{
    // Expression trees may not name a static abstract member themselves.
    private static TId Make(Guid value) => TId.From(value);
}

internal static class TypedIdConversions
{
    private static readonly Type[] IdTypes =
    [
        .. typeof(ITypedId).Assembly.GetTypes().Where(t => t.IsValueType && t.IsAssignableTo(typeof(ITypedId))),
    ];

    public static void Apply(ModelConfigurationBuilder configuration)
    {
        foreach (var type in IdTypes)
        {
            configuration.Properties(type).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(type));
        }
    }
}

/// <summary>Instants as the database keeps them: microseconds since 1970.</summary>
public static class Micros
{
    /// <summary>Microseconds since 1970; finer parts are cut off.</summary>
    public static long Of(Instant instant) => instant.ToUnixTimeTicks() / 10;

    /// <summary>The instant of so many microseconds since 1970.</summary>
    public static Instant ToInstant(long micros) => Instant.FromUnixTimeTicks(micros * 10);
}
