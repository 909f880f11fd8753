namespace Pulumi;

/// <summary>A list or map whose elements are inputs of their own: an unknown or secret one says nothing of the others.</summary>
internal interface IInputCollection
{
    /// <summary>The collection with its elements as inputs.</summary>
    IInput Elements { get; }
}
