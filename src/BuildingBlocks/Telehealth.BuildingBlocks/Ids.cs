using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Telehealth.BuildingBlocks;

/// <summary>
/// An id of its own type, so that a booking's id cannot be handed in for a session's. A UUID on the wire.
/// </summary>
public interface ITypedId
{
    /// <summary>The UUID.</summary>
    Guid Value { get; }
}

/// <summary>Makes a typed id from its UUID; lets one converter serve JSON, routes and the database.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface ITypedId<TSelf> : ITypedId, IParsable<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>The id of this UUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Where ids come from.</summary>
public static class Ids
{
    private static readonly Guid Namespace = new("6f1d3c4e-9f1b-5d0a-8a43-1f9a2f0c7b11");

    /// <summary>A fresh UUID, version 7: roughly in order of creation, so that indexes stay compact.</summary>
    public static Guid New() => Guid.CreateVersion7();

    /// <summary>
    /// The UUID (version 5) that always belongs to these parts: a retried command reaches the same cover, request or
    /// top-up as the first try (commands.md, "One command").
    /// </summary>
    public static Guid Derive(params ReadOnlySpan<string> parts)
    {
        var name = Encoding.UTF8.GetBytes(string.Join('\u001f', parts));
        Span<byte> input = stackalloc byte[16 + name.Length <= 1024 ? 16 + name.Length : 0];
        if (input.IsEmpty)
        {
            input = new byte[16 + name.Length];
        }

        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input[16..]);
        Span<byte> hash = stackalloc byte[20];
        // RFC 4122 names SHA-1 for version 5; nothing secret rests on it.
#pragma warning disable CA5350
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>A stable 64-bit number of a UUID, for advisory ordering and seeds.</summary>
    public static long Fold(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
    }
}
