namespace Amazon.Lambda.Core;

/// <summary>Names the serializer of a function, or of all functions of an assembly.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class LambdaSerializerAttribute : Attribute
{
    /// <summary>Names it.</summary>
    /// <param name="serializerType">Implements <see cref="ILambdaSerializer"/>.</param>
    public LambdaSerializerAttribute(Type serializerType) => SerializerType = serializerType;

    /// <summary>The serializer's type.</summary>
    public Type SerializerType { get; set; }
}
