using System.Numerics;

namespace Ecg;

/// <summary>Finds the value of a rank, such as the median, without sorting the values.</summary>
internal static class OrderStatistic
{
    /// <summary>Returns the value of a rank, by Hoare's selection.</summary>
    /// <typeparam name="T">The type of the values, none of which is NaN.</typeparam>
    /// <param name="values">The values, which are reordered: none before the rank is greater, none after it is less.</param>
    /// <param name="rank">The rank, counted from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such rank.</exception>
    public static T Of<T>(Span<T> values, int rank)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        int first = 0, last = values.Length - 1;
        while (first < last)
        {
            T pivot = values[rank];
            int low = first, high = last;
            while (low <= high)
            {
                while (values[low] < pivot)
                {
                    low++;
                }

                while (values[high] > pivot)
                {
                    high--;
                }

                if (low <= high)
                {
                    (values[low], values[high]) = (values[high], values[low]);
                    low++;
                    high--;
                }
            }

            (first, last) = (high < rank ? low : first, low > rank ? high : last);
        }

        return values[rank];
    }
}
